// The program of a pod's sandbox: it keeps the namespaces of the pod, ends on SIGTERM or SIGINT,
// and reaps processes that the pod's containers leave behind when they share its process namespace.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGCHLD)
	fmt.Println("The sandbox keeps the pod's namespaces")
	for {
		// Before the first signal too: a child may have ended while this started.
		for pid := 1; pid > 0; {
			pid, _ = syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
		}
		if <-signals != syscall.SIGCHLD {
			return
		}
	}
}
