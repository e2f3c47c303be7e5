#!/usr/bin/env erlet
X = 1.
X + Y.
