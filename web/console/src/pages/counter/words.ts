/** Words of the counter. */
import type { Text } from '@caixiang/shared/text/text'

import type { Obstacle } from '../../features/counter/useCounter/useCounter'
import type { WebcamTrouble } from '../../features/counter/useWebcam/useWebcam'
import { text } from '../../words'

export const COUNTER_WORDS = {
  again: text('重拍一张', 'Take another one'),
  appointment: text('预约', 'Appointment'),
  attempts: text('剩余提交次数', 'Submissions left'),
  camera: text('摄像头', 'Camera'),
  cameraOff: text('关闭摄像头', 'Close the camera'),
  cameraOn: text('打开摄像头', 'Open the camera'),
  checking: text('正在检查…', 'Checking…'),
  checks: text('剩余检查次数', 'Checks left'),
  chooseCode: text('图里有几个采集码，是哪一个？', 'The picture shows several codes. Which one?'),
  codePicture: text('采集码图片', 'Picture of a code'),
  consent: text('登记纸面同意', 'Consent on paper'),
  consentDone: text('登记', 'Write it down'),
  consentLead: text('请学生阅读并在纸上签名。最好让学生在自己的手机上同意。', 'Have the student read and sign it on paper. The student’s own phone is the better way.'),
  consentPrint: text('打印说明', 'Print the texts'),
  consentSigned: text('学生已在纸上签名，纸由中心保存', 'The student has signed on paper, and the centre keeps it'),
  consentUnsigned: text('请先确认学生已签名。', 'Confirm first that the student has signed.'),
  consentVersion: text('说明版本', 'Version of the text'),
  consentWithdrawn: text('学生撤回过同意，只能由本人在手机上重新同意。', 'The student has withdrawn a consent, and agrees again on the own phone alone.'),
  doubts: text('请和学生一起看过以下各项', 'Look at these together with the student'),
  doubtsOpen: text('请逐项勾选后再提交。', 'Tick each of them before you submit.'),
  emptyHow: text('扫描采集码，输入学号或手机号，或从今天的预约里选。', 'Scan the code, type a student number or phone number, or choose from today’s appointments.'),
  emptyTitle: text('等待下一位学生', 'Waiting for the next student'),
  field: text('扫采集码，或输入学号、手机号', 'Scan the code, or type a student number or phone number'),
  file: text('选择照片文件', 'Choose a file'),
  find: text('查找', 'Find'),
  folder: text('联机文件夹', 'Folder of a camera'),
  folderBroken: text('文件夹读不出来，请检查存储卡或重新选择。', 'The folder cannot be read. Look after the card, or choose it again.'),
  folderLeave: text('不再使用', 'Leave it'),
  folderWatched: text('新照片会自动送检', 'New photos are checked by themselves'),
  found: text('找到几位，请选择', 'Several were found. Choose one'),
  lead: text('学生在面前：找到、拍照、看结论、代为提交。照片由别人审核。', 'With the student before you: find, take, look, submit. Somebody else reviews it.'),
  level: text('层次', 'Level'),
  next: text('下一位学生', 'Next student'),
  nobody: text('本中心没有学生添加过这个采集码或号码。请学生先在手机上添加学历。', 'No student of the centre has added this code or number. Let the student add the degree on the phone first.'),
  notUsable: text('这张照片不能用，请按提示重拍。', 'This photo cannot be used. Follow the advice and take another one.'),
  nothingExpected: text('今天没有预约。', 'Nobody is expected today.'),
  number: text('学号', 'Student number'),
  original: text('原图', 'Original'),
  passed: text('合格的项目', 'What passed'),
  portrait: text('标准照', 'Portrait'),
  printed: text('图像采集同意书', 'Consent to the collection of a portrait'),
  sending: text('正在上传', 'Sending'),
  shoot: text('拍照', 'Take the photo'),
  signature: text('学生签名', 'Signature of the student'),
  signedOn: text('日期', 'Date'),
  standing: text('进度', 'Standing'),
  studio: text('影棚', 'Studio'),
  studioNone: text('不看预约', 'No appointments'),
  submit: text('代学生提交', 'Submit for the student'),
  submitted: text('已提交审核。', 'Submitted for review.'),
  tethered: text('联机相机', 'Tethered camera'),
  today: text('今天的预约', 'Today’s appointments'),
  verdictGood: text('检查通过', 'The check passed it'),
  verdictLook: text('检查通过，有几项要看一下', 'The check passed it, with points to look at'),
}

export const OBSTACLES: Readonly<Record<Obstacle, Text>> = {
  'not-on-site': text('这个批次不在现场拍摄。', 'This batch is not shot on site.'),
  consent: text('还缺学生的同意，拍照前请学生在手机上同意，或登记纸面同意。', 'The student has not agreed yet: on the phone, or on paper.'),
  'in-review': text('已有一张照片在审核。要换的话，请学生先在手机上撤回。', 'A photo is in review. To use another one, the student withdraws it on the phone first.'),
  approved: text('照片已通过审核，不需要再拍。', 'The photo is approved. There is nothing to take.'),
  over: text('这份学历在本批次的采集已经结束。', 'The collection for this degree has ended in this batch.'),
  'ask-centre': text('提交或检查次数已用完，可在“学生办理”里增加。', 'Submissions or checks are used up. More can be given in the room of students.'),
  later: text('现在不在采集时间内，或检查次数还没有恢复。', 'Nothing is taken at this time, or no check has come back yet.'),
}

export const TROUBLES: Readonly<Record<WebcamTrouble, Text>> = {
  'not-allowed': text('浏览器没有允许使用摄像头。请在地址栏旁允许，再打开一次。', 'The browser does not allow the camera. Allow it beside the address, and open it again.'),
  'not-found': text('没有找到摄像头。请检查连接，或用文件和联机文件夹。', 'No camera was found. Look after the cable, or use a file or a folder.'),
  'in-use': text('摄像头被别的程序占用，请关掉那个程序。', 'Another program uses the camera. Close it.'),
  'not-secure': text('这个网址没有加密，浏览器不给摄像头。请用 https 打开，或用文件和联机文件夹。', 'Without encryption browsers hand out no camera. Open the page by https, or use a file or a folder.'),
  unknown: text('摄像头没有打开，请再试一次。', 'The camera did not open. Try it again.'),
}

export const APPOINTMENT_STATES: Readonly<Record<'booked' | 'moved' | 'cancelled' | 'attended' | 'missed', Text>> = {
  booked: text('未到', 'Expected'),
  moved: text('未到', 'Expected'),
  cancelled: text('已取消', 'Cancelled'),
  attended: text('已到', 'Came'),
  missed: text('没有来', 'Did not come'),
}

export const PURPOSES: Readonly<Record<'collect-review-hand-over' | 'hand-over' | 'comparison' | 'address', Text>> = {
  'collect-review-hand-over': text('采集和审核', 'Collection and review'),
  'hand-over': text('交给学信网和学校', 'Handing over to the registry and the school'),
  comparison: text('与自己的其他照片比对', 'Comparison with own photos'),
  address: text('邮寄', 'Post'),
}
