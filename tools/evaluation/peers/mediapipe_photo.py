"""Python MediaPipe on one photo: detection, face mesh with irises, selfie mask; decoding not timed.

Prints one JSON line with median_ms, best_ms, peak_mb.
"""

import json
import resource
import sys
import time

import cv2
import mediapipe as mp

PASSES, WARM_UP = 17, 2
cv2.setNumThreads(1)
image = cv2.cvtColor(cv2.imread(sys.argv[1]), cv2.COLOR_BGR2RGB)
detection = mp.solutions.face_detection.FaceDetection(model_selection=0, min_detection_confidence=0.5)
mesh = mp.solutions.face_mesh.FaceMesh(static_image_mode=True, refine_landmarks=True, max_num_faces=1)
mask = mp.solutions.selfie_segmentation.SelfieSegmentation(model_selection=0)
times = []
for _ in range(PASSES):
    started = time.perf_counter()
    detection.process(image)
    mesh.process(image)
    mask.process(image)
    times.append((time.perf_counter() - started) * 1e3)
times = sorted(times[WARM_UP:])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"median_ms": times[len(times) // 2], "best_ms": times[0], "peak_mb": peak}))
