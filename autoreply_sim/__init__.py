"""The workbench for automated chat replies: run stories and years through the whole rulebook before customers do."""
