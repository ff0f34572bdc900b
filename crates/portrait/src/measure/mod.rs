//! Measures facts on the scene and the workbench: one file per group of facts, no thresholds.
