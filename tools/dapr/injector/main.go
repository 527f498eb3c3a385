// Command injector does to pods what Dapr's admission webhook does: it reads a JSON array of pods from the standard input
// and writes them with their sidecars. What the webhook takes from its chart's values stands in the constants below.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"

	"github.com/dapr/dapr/pkg/injector/consts"
	"github.com/dapr/dapr/pkg/injector/patcher"
)

const (
	controlPlane = "dapr-system"
	domain       = "cluster.local"
	image        = "ghcr.io/dapr/daprd:1.18.1"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var pods []corev1.Pod
	if err := json.NewDecoder(os.Stdin).Decode(&pods); err != nil {
		return fmt.Errorf("the standard input is no array of pods: %w", err)
	}
	injected := make([]*corev1.Pod, 0, len(pods))
	for index := range pods {
		pod, err := inject(&pods[index])
		if err != nil {
			return fmt.Errorf("pod %s: %w", pods[index].Name, err)
		}
		injected = append(injected, pod)
	}
	return json.NewEncoder(os.Stdout).Encode(injected)
}

func inject(pod *corev1.Pod) (*corev1.Pod, error) {
	sidecar := patcher.NewSidecarConfig(pod)
	sidecar.Mode = consts.ModeKubernetes
	sidecar.Namespace = pod.Namespace
	sidecar.Identity = pod.Namespace + ":" + pod.Spec.ServiceAccountName
	sidecar.MTLSEnabled = true
	sidecar.ControlPlaneNamespace = controlPlane
	sidecar.ControlPlaneTrustDomain = domain
	sidecar.KubeClusterDomain = domain
	sidecar.OperatorAddress = patcher.ServiceAPI.Address(controlPlane, domain)
	sidecar.SentryAddress = patcher.ServiceSentry.Address(controlPlane, domain)
	sidecar.CurrentTrustAnchors = []byte("made by sentry")
	// The chart's defaults, and what stacks/constructs/platform/dapr.ts sets beside them.
	sidecar.RunAsNonRoot = true
	sidecar.ReadOnlyRootFilesystem = true
	sidecar.SidecarDropALLCapabilities = true
	sidecar.SidecarImage = image
	sidecar.SetFromPodAnnotations()
	patch, err := sidecar.GetPatch()
	if err != nil {
		return nil, err
	}
	return patcher.PatchPod(pod, patch)
}
