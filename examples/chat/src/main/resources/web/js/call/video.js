import { element } from "../dom.js";

const videos = new WeakMap();

/** The element that plays `stream`; always the same one, so that playing is not interrupted. */
export function videoOf(stream) {
  if (!videos.has(stream)) {
    const video = element("video", { autoplay: true, playsinline: true });
    video.srcObject = stream;
    videos.set(stream, video);
  }
  return videos.get(stream);
}
