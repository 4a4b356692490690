"""What came of one request to compute a measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossator.agreement.figures import Figure
    from glossator.exchange.agreement_case import Request


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure, and what explains it."""

    request: Request
    figure: Figure
    more: Mapping[str, object] = field(default_factory=dict)
    """a four-field table, or the places that conflict"""

    def as_json(self) -> dict[str, object]:
        """Return it as the command line prints it."""
        return {
            "measure": self.request.measure,
            "params": self.request.params.value,
            "status": str(self.figure.status),
            "value": self.figure.value,
            **self.more,
        }
