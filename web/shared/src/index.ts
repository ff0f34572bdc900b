/** What every page shares. The client for browsers is beside it, in `browser`. */
export { createClient } from './api/client'
export type { ApiClient, ClientSettings, Result } from './api/client'
export { failureText, hasCode, isPassing } from './api/failure'
export type { ApiError } from './api/failure'
export type { Transport, TransportAnswer, TransportBody, TransportRequest } from './api/transport'
export type { Schemas } from './api/types'
export { chinaDate, dayText, firstFreeDay, slotDays, spanText } from './appointment/days'
export type { SlotDay, StudioDay } from './appointment/days'
export { createDetour } from './flow/detour'
export type { Detour } from './flow/detour'
export { MAX_LOOK_PX, readFrameMessage, readLook } from './frame/faceMessages'
export type { FrameMessage, LookMessage, MeshFace } from './frame/faceMessages'
export { HINT_LIMITS, PORTRAIT_GUIDE, hintFor, hintText } from './frame/hints'
export type { Hint, HintLimits } from './frame/hints'
export { FACE_LIMITS, meshHint, meshHints } from './frame/meshHints'
export type { FindFaces } from './frame/meshHints'
export { middleOf } from './frame/picture'
export type { Guide, Picture } from './frame/picture'
export { PIXEL_HINTS, faceHint, firstOf, steady } from './frame/source'
export type { HintSource, SeenFace } from './frame/source'
export { measureFrame } from './frame/statistics'
export type { FrameStatistics, HeadFit } from './frame/statistics'
export { guidelines } from './photo/guides'
export type { Guideline } from './photo/guides'
export { behindPortrait, marksFor, onOriginal } from './photo/marks'
export type { Area, Mark, PictureSize } from './photo/marks'
export { drawPair, drawScene } from './photo/pairs'
export { stories } from './photo/timeline'
export type { PhotoStory } from './photo/timeline'
export { caption, preparations, topicOfReason, topicOfRule } from './photo/topics'
export type { Preparation, Topic } from './photo/topics'
export { groupVerdicts, openDoubts, rulesLike, sentences, wayOn } from './photo/verdicts'
export type { VerdictGroups, WayOn } from './photo/verdicts'
export { contactParts, phoneText } from './text/contact'
export type { ContactParts, DialledNumber } from './text/contact'
export { fieldAdvice } from './text/fields'
export type { FieldName } from './text/fields'
export { acceptanceText, nextStep } from './text/nextSteps'
export type { StepWords } from './text/nextSteps'
export {
  STATIONS,
  degreeState,
  stationStand,
  stationStandText,
  stationsPassed,
  submissionState,
} from './text/states'
export type {
  DegreeStateName,
  StateWords,
  StationStand,
  SubmissionStateName,
  Tone,
} from './text/states'
export { languageOf, sentencesOf, text } from './text/text'
export type { Language, Text } from './text/text'
export { agoText, deadlineText, isUrgent, remainingText, startText } from './time/moment'
export { uploadPhoto } from './upload/uploadPhoto'
export type { PhotoToUpload, UploadMeans, UploadMemory } from './upload/uploadPhoto'
export {
  liveFeatureCode,
  parseFeatureCode,
  parseLastFour,
  parseLinkSlug,
  parseSchoolCode,
  parseSignInCode,
  parseStudentNumber,
} from './validation/codes'
export { parsePhone } from './validation/phone'
export { DEGREE_STEPS, codeToSend, readDraft, stepToResume } from './validation/draft'
export type { DegreeDraft, DegreeStep } from './validation/draft'
export { entranceOf, posterCodeOf, slugOfScan } from './validation/entrance'
export type { LaunchQuery } from './validation/entrance'
export { LEVELS, NO_DETAILS, keyedDetails, parsePayload, wrongDetails } from './validation/keyed'
export type { KeyedDetails, TypedDetails } from './validation/keyed'
export { degreeOf, isAboutPicture, waysOn } from './validation/waysOn'
export type { BindingWayOn } from './validation/waysOn'
