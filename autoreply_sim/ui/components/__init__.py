"""Components: functions from a view model to a widget, which lay out and link and decide nothing."""
