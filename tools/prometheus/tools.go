//go:build tools

// Package tools names what is built from the module that this one requires.
package tools

import _ "github.com/prometheus/prometheus/cmd/prometheus"
