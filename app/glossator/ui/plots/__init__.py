"""Pictures of figures: arrays in, pyqtgraph out. Import its modules late: they load numpy and pyqtgraph."""
