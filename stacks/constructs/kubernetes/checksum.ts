/**
 * Annotation of a pod with a hash of what it reads only when it starts, such as the values of its Secrets: another hash is
 * another pod.
 */
export const checksumAnnotation = "freehold/checksum";
