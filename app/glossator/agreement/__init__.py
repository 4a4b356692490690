"""How far coders agree, from codings as arrays of numbers; neither texts, records nor Qt.

The way from codings to a figure: `material` holds the codings, `units` says what is counted, `sweep` cuts each text
into runs on which the same coders have a code, `counts` and `pairs` sum the runs, and `alpha`, `kappa`, `sets`,
`unitizing` and `passages` make coefficients of the sums. `resample` gives them intervals; `ledger` keeps all sums up
to date while somebody codes, and `table` is what is shown of them. Nothing is ever expanded to single characters.

Every figure has a status; only one whose status is ``ok`` has a value. The literature that docstrings name:

- Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and Psychological Measurement* 20.
- Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. *Psychological Bulletin* 76.
- Brennan, R. L. and Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and alternatives. *Educational and
  Psychological Measurement* 41.
- Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. LREC.
- Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. *British
  Journal of Mathematical and Statistical Psychology* 61.
- Hripcsak, G. and Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval.
  *Journal of the American Medical Informatics Association* 12.
- Krippendorff, K. (2004, 2019). *Content Analysis*, second and fourth edition. Sage.
- Krippendorff, K., Mathet, Y., Bouvry, S. and Widlöcher, A. (2016). On the reliability of unitizing textual continua:
  further developments. *Quality & Quantity* 50.
"""
