"""The trained models' files, and the one place that reads them."""
