import type { Model } from '../model.ts';
import { branch } from './branch.ts';
import { cgi } from './cgi.ts';
import { customer } from './customer.ts';
import { customerTariff } from './customer-tariff.ts';
import { discount } from './discount.ts';
import { group } from './group.ts';
import { leadSource } from './lead-source.ts';
import { lessonType } from './lesson-type.ts';
import { location } from './location.ts';
import { company, payAccount, payItem, payItemCategory, payType } from './pay-dictionaries.ts';
import { room } from './room.ts';
import { customerReject, leadReject, leadStatus, pipeline, studyStatus } from './statuses.ts';
import { subject } from './subject.ts';
import { tariff } from './tariff.ts';
import { teacher } from './teacher.ts';

/** Every entity of this API, in the order of alfaCRM contract 3. */
export const ALL_MODELS: readonly Model[] = [
  branch, location, room, subject, studyStatus, leadStatus, leadSource, leadReject, customerReject, pipeline,
  customer, group, cgi, tariff, customerTariff, discount,
  lessonType, teacher,
  company,
  payItem, payItemCategory, payAccount, payType,
];
