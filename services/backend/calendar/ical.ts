import ICAL from "ical.js";

// ical.js does not count the space that begins a folded line. RFC 5545, section 3.1: 75 bytes at most.
ICAL.foldLength = 74;

export default ICAL;
