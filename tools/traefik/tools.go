//go:build tools

// Package tools names what is built from the module that this one requires.
package tools

import _ "github.com/traefik/traefik/v3/cmd/traefik"
