/** Words of taking the photo. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'
import type { CameraTrouble } from '../../features/camera/useCamera/useCamera'
import type { FaceGuideState } from '../../features/camera/useFaceGuide/useFaceGuide'

export const TITLES = {
  capture: text('拍照', 'Photo'),
  rules: text('拍摄要求', 'How to take it'),
} satisfies Record<string, Text>

export const WORDS = {
  added: text('学历已添加，接下来拍照。', 'The degree is added. Now the photo.'),
  album: text('从相册选原图', 'Choose from the album'),
  appointment: text('预约拍摄时间', 'Make an appointment'),
  camera: text('用手机相机拍摄', 'Take it with the camera app'),
  cancel: text('暂停上传', 'Pause'),
  close: text('关闭取景框', 'Close the viewfinder'),
  countdown: text('秒后拍摄', 'seconds to go'),
  discard: text('不要这张，重拍', 'Drop it and take another'),
  goOn: text('继续上传', 'Go on sending'),
  gone: text('照片已不在手机里，请重新拍摄或选择。', 'The picture is gone from the phone. Take or choose it again.'),
  helperTitle: text('请别人帮你拍', 'Let someone else take it'),
  helper: text(
    '你坐直看镜头，请朋友用后置摄像头拍，镜头与你的眼睛同高，相距约一米五。',
    'Sit up and look into the lens. A friend takes the photo with the rear camera, at the height of your eyes, about a metre and a half away.',
  ),
  kept: text('照片还在，没有丢。连上网络后从停下的地方继续传。', 'The photo is still here. It goes on from where it stopped once you are connected.'),
  lookFirst: text('先看一眼：眼睛睁开了吗，画面清楚吗', 'Have a look first: eyes open, picture sharp'),
  refused: text('相机没有打开。请在设置里允许使用相机，再回来拍摄。', 'The camera did not open. Allow it in the settings and come back.'),
  offline: text('现在没有网络，连上后自动继续。', 'There is no network. It goes on by itself once you are connected.'),
  onsite: text(
    '这个批次由工作人员现场拍摄，不用自己拍。请按通知的时间和地点前往。',
    'In this batch staff take the photo on site. Come at the time and to the place that was announced.',
  ),
  onsiteTitle: text('现场拍摄', 'Taken on site'),
  opening: text('正在打开相机…', 'Opening the camera…'),
  openSettings: text('打开设置', 'Open the settings'),
  paused: text('已暂停', 'Paused'),
  rules: text('查看拍摄要求', 'How a photo should be'),
  rulesLead: text(
    '照片会印在毕业证书上，也会上传学信网，之后不能更换。花一分钟对照下面的图，更容易一次通过。',
    'The portrait goes on your diploma and into the registry and cannot be changed later. A minute with these drawings saves a second try.',
  ),
  sending: text('正在上传', 'Sending'),
  sendThis: text('用这张', 'Use this one'),
  staysHere: text('画面只在手机里分析，不会发送出去', 'Looked at on this phone only, sent nowhere'),
  shutter: text('拍摄', 'Take the photo'),
  takeAnother: text('重拍', 'Take another'),
  taken: text('刚拍的照片', 'The photo just taken'),
  timer: text('3 秒倒计时', '3-second timer'),
  timerOff: text('关', 'off'),
  timerOn: text('开', 'on'),
  seeOffered: text('看那张照片', 'See that photo'),
  usedUpOffered: text('之前有一张合格的照片，可以直接提交。', 'An earlier photo passed; you can submit that one. '),
  viewfinder: text('打开取景框拍摄', 'Open the viewfinder'),
  whole: text('整张原图会上传，由系统换背景、裁尺寸，不修脸。', 'The whole photo is sent. Background and size are made by the service; the face stays as it is.'),
} satisfies Record<string, Text>

/** The better hints of a browser's viewfinder, by how they stand. */
export const BETTER_HINTS: Readonly<Record<FaceGuideState, Text>> = {
  off: text('更准的提示（下载约 5 MB）', 'Better hints (downloads about 5 MB)'),
  loading: text('更准的提示正在载入，可以照常拍', 'Better hints are loading, go on'),
  on: text('更准的提示已打开', 'Better hints are on'),
  unavailable: text('更准的提示暂时用不了，照常提示。再试一次', 'Better hints do not work just now; the usual ones go on. Try again'),
}

/** Why a browser's camera did not open. */
export const TROUBLES: Readonly<Record<CameraTrouble, Text>> = {
  'not-allowed': text(
    '浏览器还没有得到使用相机的许可。请在地址栏旁的网站设置里允许相机，再打开一次；或直接用手机相机拍摄。',
    'The browser may not use the camera yet. Allow it in the site settings beside the address and open it again, or use the camera app.',
  ),
  'not-found': text(
    '这台设备上没有找到相机。请换用手机打开本页，或用手机相机拍摄。',
    'There is no camera on this device. Open this page on a phone, or use the camera app.',
  ),
  'in-use': text(
    '相机正被别的应用使用。请关掉视频通话等应用后再打开，或用手机相机拍摄。',
    'Another app is using the camera. Close it and try again, or use the camera app.',
  ),
  'not-secure': text(
    '这个网址没有加密，浏览器不开放取景框。请用手机相机拍摄，效果一样。',
    'This address is not encrypted, so the browser keeps the viewfinder closed. Use the camera app; the photo is just as good.',
  ),
  unknown: text(
    '取景框没有打开。请再试一次，或用手机相机拍摄。',
    'The viewfinder did not open. Try again, or use the camera app.',
  ),
}
