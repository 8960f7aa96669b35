{{/* What the single pods of a trial have in common. Call with (dict "root" $ "component" "kafka" "values" .Values.quickstart.kafka "port" 9092 "user" 1000). */}}

{{- define "glide.quickstart.head" -}}
{{- $name := printf "%s-%s" (include "glide.fullname" .root) .component -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "glide.metadata" (dict "root" .root "component" .component "name" $name) | nindent 2 }}
spec:
  type: ClusterIP
  selector:
    {{- include "glide.selector" . | nindent 4 }}
  ports:
    - name: {{ .component }}
      port: {{ .port }}
      targetPort: {{ .component }}
      protocol: TCP
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  {{- include "glide.metadata" (dict "root" .root "component" .component "name" $name) | nindent 2 }}
spec:
  replicas: 1
  serviceName: {{ $name }}
  selector:
    matchLabels:
      {{- include "glide.selector" . | nindent 6 }}
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          {{- include "glide.selector" . | nindent 10 }}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with .values.storageClassName }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ .values.size }}
{{- end }}

{{- define "glide.quickstart.pod" -}}
serviceAccountName: {{ include "glide.serviceAccountName" . }}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 60
securityContext:
  {{- include "glide.podSecurity" (dict "runAsUser" .user "runAsGroup" .user "fsGroup" .user) | nindent 2 }}
{{- with include "glide.pullSecrets" .root }}
{{ . }}
{{- end }}
{{- end }}

{{- define "glide.quickstart.probes" -}}
startupProbe:
  tcpSocket:
    port: {{ .component }}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  tcpSocket:
    port: {{ .component }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  tcpSocket:
    port: {{ .component }}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
resources:
  {{- toYaml .values.resources | nindent 2 }}
{{- end }}
