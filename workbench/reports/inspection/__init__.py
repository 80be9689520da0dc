"""Letters of joint targeted area inspections."""
