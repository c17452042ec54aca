import type { Model } from '../model.ts';
import { bonus } from './bonus.ts';
import { branch } from './branch.ts';
import { calendar } from './calendar.ts';
import { cgi } from './cgi.ts';
import { communication } from './communication.ts';
import { customer } from './customer.ts';
import { customerTariff } from './customer-tariff.ts';
import { discount } from './discount.ts';
import { group } from './group.ts';
import { leadSource } from './lead-source.ts';
import { lesson } from './lesson.ts';
import { lessonType } from './lesson-type.ts';
import { location } from './location.ts';
import { logOf } from './log.ts';
import { mailMessage, phoneCall, smsMessage } from './messages.ts';
import { pay } from './pay.ts';
import { company, payAccount, payItem, payItemCategory, payType } from './pay-dictionaries.ts';
import { regularLesson } from './regular-lesson.ts';
import { room } from './room.ts';
import { customerReject, leadReject, leadStatus, pipeline, studyStatus } from './statuses.ts';
import { streaming } from './streaming.ts';
import { subject } from './subject.ts';
import { task } from './task.ts';
import { tariff } from './tariff.ts';
import { teacher } from './teacher.ts';
import { user } from './user.ts';

/** Those with records of their own. */
const KEPT: readonly Model[] = [
  branch, location, room, subject, studyStatus, leadStatus, leadSource, leadReject, customerReject, pipeline,
  customer, group, cgi, tariff, customerTariff, discount,
  lesson, regularLesson, lessonType, teacher,
  user, company,
  pay, payItem, payItemCategory, payAccount, payType, bonus,
  task, communication, smsMessage, mailMessage, phoneCall,
];

/** Every entity of this API, in the order of alfaCRM contract 3. */
export const ALL_MODELS: readonly Model[] = [...KEPT, logOf(KEPT), calendar, streaming];
