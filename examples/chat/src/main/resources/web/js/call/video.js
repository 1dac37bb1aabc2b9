import { element } from "../dom.js";

const videos = new WeakMap();

/** The element in which `stream` is seen and heard; always the same one, so that it is not interrupted. */
export function videoOf(stream) {
  if (!videos.has(stream)) {
    const video = element("video", { autoplay: true, playsinline: true });
    video.srcObject = stream;
    videos.set(stream, video);
  }
  return videos.get(stream);
}
