// A worker that says when the next frame is due.
setInterval(() => postMessage(0), 1000 / 24)
