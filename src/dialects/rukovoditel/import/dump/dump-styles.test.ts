import { expect, test } from 'vitest';
import { readAll } from './testing/read-all.ts';

const table = {
  kind: 'table', name: 'app_entity_21',
  columns: [{ name: 'id', type: 'int(11)' }, { name: 'field_158', type: 'varchar(255)' }, { name: 'field_160', type: 'double' }, { name: 'file', type: 'longblob' }, { name: 'is_paid', type: 'tinyint(1)' }],
};
const rows = [
  { id: '1', field_158: "ООО «Ромашка» & O'Neil", field_160: '10.5', file: 'Да', is_paid: '1' },
  { id: '2', field_158: 'две\r\nстроки; -- "и" \\', field_160: null, file: null, is_paid: '0' },
];

const expected = [table, { kind: 'rows', table: table.name, rows, offset: expect.any(Number) }];

/** Reads the dump at once and byte by byte. */
const readTwice = async (dump: string): Promise<unknown> => [await readAll(dump), await readAll(dump, 1)];

test('mysqldump', async () => {
  expect(await readTwice(`-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: crm
-- ------------------------------------------------------
-- Server version	8.0.36

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

--
-- Table structure for table \`app_entity_21\`
--

DROP TABLE IF EXISTS \`app_entity_21\`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE \`app_entity_21\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`field_158\` varchar(255) NOT NULL,
  \`field_160\` double DEFAULT NULL,
  \`file\` longblob,
  \`is_paid\` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb3 COMMENT='Клиенты; (все)';
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table \`app_entity_21\`
--

LOCK TABLES \`app_entity_21\` WRITE;
/*!40000 ALTER TABLE \`app_entity_21\` DISABLE KEYS */;
INSERT INTO \`app_entity_21\` VALUES (1,'ООО «Ромашка» & O\\'Neil',10.5,_binary 'Да',1),(2,'две\\r\\nстроки; -- \\"и\\" \\\\',NULL,NULL,0);
/*!40000 ALTER TABLE \`app_entity_21\` ENABLE KEYS */;
UNLOCK TABLES;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER \`t\` AFTER INSERT ON \`app_entity_21\` FOR EACH ROW BEGIN
  INSERT INTO log VALUES (NEW.id, 'it''s');
END */;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50001 DROP VIEW IF EXISTS \`v\`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER */
/*!50001 VIEW \`v\` AS select \`app_entity_21\`.\`id\` AS \`id\` from \`app_entity_21\` */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2024-05-17 10:11:12
`)).toEqual([expected, expected]);
});

test.each(['/*M!999999\\- enable the sandbox mode */ ', '/*!999999\\- enable the sandbox mode */ '])('mariadb-dump that begins with %s', async (first) => {
  expect(await readTwice(`${first}
-- MariaDB dump 10.19  Distrib 10.11.8-MariaDB, for debian-linux-gnu (x86_64)
--
/*!40101 SET NAMES utf8mb4 */;
/*M!100616 SET @OLD_NOTE_VERBOSITY=@@NOTE_VERBOSITY, NOTE_VERBOSITY=0 */;
DROP TABLE IF EXISTS \`app_entity_21\`;
CREATE TABLE \`app_entity_21\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`field_158\` varchar(255) NOT NULL,
  \`field_160\` double DEFAULT NULL,
  \`file\` longblob DEFAULT NULL /*M!100301 COMPRESSED*/,
  \`is_paid\` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;

LOCK TABLES \`app_entity_21\` WRITE;
set autocommit=0;
INSERT INTO \`app_entity_21\` VALUES
(1,'ООО «Ромашка» & O\\'Neil',10.5,'Да',1),
(2,'две\\r\\nстроки; -- \\"и\\" \\\\',NULL,NULL,0);
UNLOCK TABLES;
commit;
/*M!100616 SET NOTE_VERBOSITY=@OLD_NOTE_VERBOSITY */;

-- Dump completed on 2024-05-17 10:11:12
`)).toEqual([expected, expected]);
});

test('phpMyAdmin', async () => {
  expect(await readTwice(`-- phpMyAdmin SQL Dump
-- version 5.2.1
-- https://www.phpmyadmin.net/
--
-- Хост: localhost:3306
-- Время создания: Май 17 2024 г., 10:11

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";

/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;

--
-- База данных: \`crm\`
--

DELIMITER $$
--
-- Процедуры
--
CREATE DEFINER=\`root\`@\`localhost\` PROCEDURE \`p\` ()   BEGIN INSERT INTO \`app_entity_21\` (\`id\`) VALUES (7); END$$

DELIMITER ;

-- --------------------------------------------------------

CREATE TABLE \`app_entity_21\` (
  \`id\` int(11) NOT NULL,
  \`field_158\` varchar(255) NOT NULL,
  \`field_160\` double DEFAULT NULL,
  \`file\` longblob DEFAULT NULL,
  \`is_paid\` tinyint(1) NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;

--
-- Дамп данных таблицы \`app_entity_21\`
--

INSERT INTO \`app_entity_21\` (\`id\`, \`field_158\`, \`field_160\`, \`file\`, \`is_paid\`) VALUES
(1, 'ООО «Ромашка» & O\\'Neil', 10.5, 0xd094d0b0, 1),
(2, 'две\\r\\nстроки; -- \\"и\\" \\\\', NULL, NULL, 0);

--
-- Индексы таблицы \`app_entity_21\`
--
ALTER TABLE \`app_entity_21\`
  ADD PRIMARY KEY (\`id\`);
COMMIT;

/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
`)).toEqual([expected, expected]);
});

test('HeidiSQL', async () => {
  expect(await readTwice(`-- --------------------------------------------------------
-- Хост:                         127.0.0.1
-- HeidiSQL Версия:              12.6.0.6765
-- --------------------------------------------------------

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8 */;
/*!50503 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

CREATE DATABASE IF NOT EXISTS \`crm\` /*!40100 DEFAULT CHARACTER SET utf8mb3 */;
USE \`crm\`;

-- Дамп структуры для таблица crm.app_entity_21
CREATE TABLE IF NOT EXISTS \`app_entity_21\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`field_158\` varchar(255) NOT NULL,
  \`field_160\` double DEFAULT NULL,
  \`file\` longblob DEFAULT NULL,
  \`is_paid\` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb3;

-- Дамп данных таблицы crm.app_entity_21: ~2 rows (приблизительно)
/*!40000 ALTER TABLE \`app_entity_21\` DISABLE KEYS */;
INSERT IGNORE INTO \`app_entity_21\` (\`id\`, \`field_158\`, \`field_160\`, \`file\`, \`is_paid\`) VALUES
	(1, 'ООО «Ромашка» & O\\'Neil', 10.5, _binary 0xd094d0b0, 1),
	(2, 'две\\r\\nстроки; -- "и" \\\\', NULL, NULL, 0);
/*!40000 ALTER TABLE \`app_entity_21\` ENABLE KEYS */;

/*!40014 SET FOREIGN_KEY_CHECKS=IFNULL(@OLD_FOREIGN_KEY_CHECKS, 1) */;
`.replaceAll('\n', '\r\n'))).toEqual([expected, expected]);
});

test('Adminer', async () => {
  expect(await readTwice(`-- Adminer 4.8.1 MySQL 8.0.36 dump

SET NAMES utf8;
SET time_zone = '+00:00';
SET foreign_key_checks = 0;
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';

DELIMITER ;;

CREATE PROCEDURE \`p\`()
SELECT ';';;

DELIMITER ;

SET NAMES utf8mb4;

DROP TABLE IF EXISTS \`app_entity_21\`;
CREATE TABLE \`app_entity_21\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`field_158\` varchar(255) NOT NULL,
  \`field_160\` double DEFAULT NULL,
  \`file\` longblob,
  \`is_paid\` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

TRUNCATE \`app_entity_21\`;
INSERT INTO \`app_entity_21\` (\`id\`, \`field_158\`, \`field_160\`, \`file\`, \`is_paid\`) VALUES
(1,	'ООО «Ромашка» & O\\'Neil',	10.5,	'Да',	1),
(2,	'две\\r\\nстроки; -- \\"и\\" \\\\',	NULL,	NULL,	0)
ON DUPLICATE KEY UPDATE \`id\` = VALUES(\`id\`), \`field_158\` = VALUES(\`field_158\`);

-- 2024-05-17 10:11:12`)).toEqual([expected, expected]);
});

test('Navicat', async () => {
  expect(await readTwice(`/*
 Navicat Premium Data Transfer

 Source Server Type    : MySQL
 File Encoding         : 65001
*/

SET NAMES utf8mb4;
SET FOREIGN_KEY_CHECKS = 0;

-- ----------------------------
-- Table structure for app_entity_21
-- ----------------------------
DROP TABLE IF EXISTS \`app_entity_21\`;
CREATE TABLE \`app_entity_21\`  (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`field_158\` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL,
  \`field_160\` double NULL DEFAULT NULL,
  \`file\` longblob NULL,
  \`is_paid\` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (\`id\`) USING BTREE,
  INDEX \`idx_paid\`(\`is_paid\` ASC) USING BTREE
) ENGINE = InnoDB AUTO_INCREMENT = 3 CHARACTER SET = utf8mb4 ROW_FORMAT = Dynamic;

-- ----------------------------
-- Records of app_entity_21
-- ----------------------------
INSERT INTO \`app_entity_21\` VALUES (1, 'ООО «Ромашка» & O\\'Neil', 10.5, 0xD094D0B0, 1);
INSERT INTO \`app_entity_21\` VALUES (2, 'две\\r\\nстроки; -- \\"и\\" \\\\', NULL, NULL, 0);

SET FOREIGN_KEY_CHECKS = 1;
`)).toEqual([expected, expected]);
});

test('the backup that Rukovoditel itself makes: every value in quotes, no quotes around names', async () => {
  expect(await readTwice(`DROP TABLE IF EXISTS app_entity_21;


CREATE TABLE IF NOT EXISTS \`app_entity_21\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`field_158\` varchar(255) NOT NULL,
  \`field_160\` double DEFAULT NULL,
  \`file\` longblob,
  \`is_paid\` tinyint(1) NOT NULL DEFAULT '0',
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8;

INSERT INTO app_entity_21 VALUES
('1','ООО «Ромашка» & O\\'Neil','10.5','Да','1'),
('2','две\\r\\nстроки; -- \\"и\\" \\\\',NULL,NULL,'0');

`)).toEqual([expected, expected]);
});
