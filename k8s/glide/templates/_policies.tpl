{{/* Pieces of NetworkPolicies. */}}

{{- define "glide.policy.pods" -}}
- podSelector:
    matchLabels:
      {{- include "glide.selector" . | nindent 6 }}
{{- end }}

{{- define "glide.policy.toPods" -}}
- to:
    {{- include "glide.policy.pods" . | nindent 4 }}
  ports:
    - port: {{ .port }}
      protocol: TCP
{{- end }}

{{/* Call with (dict "to" peers "ports" numbers), with "protocols" if not TCP alone. */}}
{{- define "glide.policy.to" -}}
{{- $protocols := .protocols | default (list "TCP") -}}
- ports:
    {{- range $port := .ports }}
    {{- range $protocols }}
    - port: {{ int $port }}
      protocol: {{ . }}
    {{- end }}
    {{- end }}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* Requests: from our own gateway, or from whatever the cluster has. */}}
{{- define "glide.policy.fromGateway" -}}
{{- $values := .root.Values }}
{{- $straight := and (eq .component "relay") $values.relay.loadBalancer.enabled }}
{{- if and $values.gateway.enabled (not $straight) -}}
- from:
    {{- include "glide.policy.pods" (dict "root" .root "component" "gateway") | nindent 4 }}
  ports:
    - port: 8080
      protocol: TCP
{{- else -}}
- ports:
    - port: 8080
      protocol: TCP
  {{- if and $values.networkPolicy.gateway (not $straight) }}
  from:
    {{- toYaml $values.networkPolicy.gateway | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
