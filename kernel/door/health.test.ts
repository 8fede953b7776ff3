import { beforeEach, expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { forgetHealth, healthOf, minutesHere, noteQuestion, sumOf, takeUntold, WINDOW } from './health.ts';

const source = testSource();
const at = (minute: number): Date => new Date(Date.UTC(2026, 8, 1, 8, minute));
const health = (minute: number) => healthOf(minutesHere(source.id, at(minute)));
beforeEach(forgetHealth);

it('is not known of what nobody asked', () => {
  expect(health(0)).toBeNull();
});

it('has the share of questions that failed, and of minutes in which one was answered', () => {
  noteQuestion(source, at(0), 100, true);
  noteQuestion(source, at(0), 100, false);
  noteQuestion(source, at(1), 100, false);
  noteQuestion(source, at(2), 100, true);
  expect(health(2)).toMatchObject({ asked: 4, errorShare: 0.5, availability: 2 / 3 });
});

it('has the latencies of half and of 95 in 100 answers, to a tenth; failures have none', () => {
  for (let ms = 1; ms <= 100; ms++) noteQuestion(source, at(0), ms * 10, true);
  noteQuestion(source, at(0), 60_000, false);
  const { p50, p95 } = health(0) ?? {};
  expect(p50).toBeGreaterThanOrEqual(500);
  expect(p50).toBeLessThanOrEqual(550);
  expect(p95).toBeGreaterThanOrEqual(950);
  expect(p95).toBeLessThanOrEqual(1_045);
});

it('has no latencies when nothing was answered', () => {
  noteQuestion(source, at(0), 10, false);
  expect(health(0)).toMatchObject({ asked: 1, availability: 0, errorShare: 1, p50: null, p95: null });
});

it('looks back on some minutes only', () => {
  noteQuestion(source, at(0), 10, true);
  expect(health(WINDOW - 1)).toMatchObject({ asked: 1 });
  expect(health(WINDOW)).toBeNull();
});

it('is told to others once, and adds up', () => {
  noteQuestion(source, at(0), 10, true);
  noteQuestion(source, at(0), 10, false);
  const told = [...(takeUntold().get(source.id)?.values() ?? [])];
  expect(takeUntold().size).toBe(0);
  expect(healthOf([sumOf([...told, ...told])])).toMatchObject({ asked: 4, errorShare: 0.5 });
});
