"""Pictures of arrays; the only importer of pyqtgraph."""
