{{/* What the pods of all services have in common. `what` is (dict "root" $ "component" "chunk-store" "values" .Values.chunkStore "secrets" (list …)). */}}

{{- define "glide.podSecurity" -}}
runAsNonRoot: true
{{- with .runAsUser }}
runAsUser: {{ int . }}
{{- end }}
{{- with .runAsGroup }}
runAsGroup: {{ int . }}
{{- end }}
{{- with .fsGroup }}
fsGroup: {{ int . }}
fsGroupChangePolicy: OnRootMismatch
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "glide.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "glide.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "glide.placing" -}}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Call with (dict "root" $ "component" … "nodes" … "zones" …). Each Deployment's newest pods for themselves. */}}
{{- define "glide.spread" -}}
{{- if or .nodes .zones }}
topologySpreadConstraints:
  {{- with .nodes }}
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: {{ . }}
    labelSelector:
      matchLabels:
        {{- include "glide.selector" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
  {{- with .zones }}
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: {{ . }}
    labelSelector:
      matchLabels:
        {{- include "glide.selector" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- end }}

{{/* A file from a Secret: call with (dict "place" JSON "name" "database" "file" "password"). */}}
{{- define "glide.secretVolume" -}}
{{- $place := fromJson .place -}}
- name: {{ .name }}
  secret:
    secretName: {{ $place.name }}
    defaultMode: 0440
    items:
      - key: {{ $place.key }}
        path: {{ .file }}
{{- end }}

{{/* The files that a service reads secrets from: JSON list of {secret, name, file, setting}. */}}
{{- define "glide.secretFiles" -}}
{{- $files := list
  (dict "secret" "database" "name" "database" "file" "password" "setting" "GLIDE_DATABASE_PASSWORD_FILE")
  (dict "secret" "databaseCa" "name" "database-ca" "file" "ca.crt" "setting" "")
  (dict "secret" "admin" "name" "admin" "file" "token" "setting" "GLIDE_ADMIN_TOKEN_FILE")
  (dict "secret" "kafka" "name" "kafka" "file" "password" "setting" "GLIDE_KAFKA_SASL_PASSWORD_FILE")
  (dict "secret" "kafkaCa" "name" "kafka-ca" "file" "ca.crt" "setting" "GLIDE_KAFKA_CA_FILE")
  (dict "secret" "accessKey" "name" "storage-access-key" "file" "access-key" "setting" "GLIDE_CHUNKS_S3_ACCESS_KEY_FILE")
  (dict "secret" "secretKey" "name" "storage-secret-key" "file" "secret-key" "setting" "GLIDE_CHUNKS_S3_SECRET_KEY_FILE")
  (dict "secret" "storageCa" "name" "storage-ca" "file" "ca.crt" "setting" "GLIDE_CHUNKS_S3_CA_FILE") }}
{{- $used := list }}
{{- $what := . }}
{{- range $files }}
{{- $place := include (printf "glide.secret.%s" .secret) $what.root }}
{{- if and $place (has .secret $what.secrets) }}
{{- $used = append $used (set . "place" $place) }}
{{- end }}
{{- end }}
{{- $used | toJson }}
{{- end }}

{{/* Seconds from the wish to end a pod until it is killed: all that it may take, and a few more. */}}
{{- define "glide.grace" -}}
{{- $shutdown := .root.Values.shutdown }}
{{- add $shutdown.preStopSeconds $shutdown.delaySeconds $shutdown.withinSeconds (.values.drainSeconds | default 0) 5 }}
{{- end }}

{{- define "glide.deployment" -}}
{{- $name := printf "%s-%s" (include "glide.fullname" .root) .component }}
{{- $files := fromJsonArray (include "glide.secretFiles" .) }}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "glide.metadata" (dict "root" .root "component" .component "name" $name) | nindent 2 }}
spec:
  {{- if not .values.autoscaling.enabled }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  progressDeadlineSeconds: {{ add .values.startupSeconds 300 }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
      {{- include "glide.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "glide.selector" . | nindent 8 }}
        {{- with .values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        checksum/config: {{ include (printf "glide.config.%s" .component) .root | sha256sum }}
        checksum/secrets: {{ include "glide.secretsChecksum" . }}
        {{- with .values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "glide.serviceAccountName" . }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ include "glide.grace" . }}
      securityContext:
        {{- include "glide.podSecurity" .root.Values.podSecurityContext | nindent 8 }}
      {{- with include "glide.pullSecrets" .root }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- with include "glide.placing" . }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- with include "glide.spread" (dict "root" .root "component" .component "nodes" .values.spread.nodes "zones" .values.spread.zones) }}
      {{- . | nindent 6 }}
      {{- end }}
      containers:
        - name: {{ .component }}
          image: {{ include "glide.image" (dict "root" .root "image" .values.image) | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          securityContext:
            {{- include "glide.containerSecurity" . | nindent 12 }}
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          envFrom:
            - configMapRef:
                name: {{ $name }}
          {{- if or (eq .component "relay") .values.javaOptions $files }}
          env:
            {{- if eq .component "relay" }}
            - name: POD_IP
              valueFrom:
                fieldRef:
                  fieldPath: status.podIP
            - name: GLIDE_RELAY_ADDRESS
              value: {{ .values.address | quote }}
            {{- end }}
            {{- with .values.javaOptions }}
            - name: JAVA_TOOL_OPTIONS
              value: {{ . | quote }}
            {{- end }}
            {{- range $files }}
            {{- if .setting }}
            - name: {{ .setting }}
              value: /etc/glide/{{ .name }}/{{ .file }}
            {{- end }}
            {{- end }}
          {{- end }}
          startupProbe:
            httpGet:
              path: /health/started
              port: http
            periodSeconds: 2
            timeoutSeconds: 5
            failureThreshold: {{ div (add .values.startupSeconds 1) 2 }}
          livenessProbe:
            httpGet:
              path: /health/live
              port: http
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: /health/ready
              port: http
            periodSeconds: 2
            timeoutSeconds: 5
            failureThreshold: 3
          lifecycle:
            preStop:
              sleep:
                seconds: {{ .root.Values.shutdown.preStopSeconds }}
          resources:
            {{- toYaml .values.resources | nindent 12 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            {{- range $files }}
            - name: {{ .name }}
              mountPath: /etc/glide/{{ .name }}
              readOnly: true
            {{- end }}
      volumes:
        # Sockets' native code is unpacked here.
        - name: tmp
          emptyDir:
            sizeLimit: 256Mi
        {{- range $files }}
        {{- include "glide.secretVolume" . | nindent 8 }}
        {{- end }}
{{- end }}

{{/* The Service of a component. */}}
{{- define "glide.service" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "glide.metadata" (dict "root" .root "component" .component "name" (printf "%s-%s" (include "glide.fullname" .root) .component) "labels" (dict "glide.dev/metrics" "true") "annotations" .values.service.annotations) | nindent 2 }}
spec:
  type: ClusterIP
  selector:
    {{- include "glide.selector" . | nindent 4 }}
  ports:
    - name: http
      port: 8080
      targetPort: http
      protocol: TCP
      appProtocol: {{ .values.service.appProtocol }}
{{- end }}
