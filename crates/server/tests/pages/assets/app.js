export const kept = "by its hash"
