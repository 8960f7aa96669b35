{{/*
What clients reach, and who answers it: JSON list of {path, component}. Nothing else is reachable, health and metrics least
of all.
*/}}
{{- define "glide.routes" -}}
{{- list
  (dict "path" "/api/v1" "component" "registry" "request" "60s")
  (dict "path" "/relay/v1" "component" "relay" "request" "0s")
  (dict "path" "/chunks/v1" "component" "chunk-store" "request" "0s") | toJson }}
{{- end }}

{{/* Annotations by which a controller passes chunks of 8 MiB and some, unbuffered, and sessions of any protocol for hours. */}}
{{- define "glide.ingress.preset" -}}
{{- $relay := printf "%s-relay" (include "glide.fullname" .) }}
{{- if eq .Values.ingress.preset "nginx" }}
nginx.org/client-max-body-size: 16m
nginx.org/proxy-buffering: "False"
nginx.org/proxy-read-timeout: 1h
nginx.org/proxy-send-timeout: 1h
nginx.org/websocket-services: {{ $relay }}
{{- else if eq .Values.ingress.preset "ingress-nginx" }}
nginx.ingress.kubernetes.io/proxy-body-size: 16m
nginx.ingress.kubernetes.io/proxy-buffering: "off"
nginx.ingress.kubernetes.io/proxy-request-buffering: "off"
nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"
nginx.ingress.kubernetes.io/proxy-send-timeout: "3600"
{{- else if eq .Values.ingress.preset "traefik" }}
traefik.ingress.kubernetes.io/router.entrypoints: {{ ternary "websecure" "web" .Values.ingress.tls.enabled }}
{{- else if eq .Values.ingress.preset "haproxy" }}
haproxy.org/timeout-server: 120s
{{- end }}
{{- end }}

{{/* Call with a dict of clusterIssuer and issuer. */}}
{{- define "glide.issuer" -}}
{{- if and .clusterIssuer .issuer }}
{{- fail "glide: clusterIssuer and issuer: keep one of them" }}
{{- end }}
{{- with .clusterIssuer }}
cert-manager.io/cluster-issuer: {{ . }}
{{- end }}
{{- with .issuer }}
cert-manager.io/issuer: {{ . }}
{{- end }}
{{- end }}

{{- define "glide.tlsSecret" -}}
{{- .name | default (printf "%s-tls" (include "glide.fullname" .root)) }}
{{- end }}
