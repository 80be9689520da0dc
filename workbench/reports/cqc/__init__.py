"""CQC reviews of health services for children looked after and safeguarding."""
