import { RemovalPolicy } from 'aws-cdk-lib';
import type { StageSettings } from '../stages.ts';

/**
 * Where a stage is protected, kept when it is taken out of a stack or the stack is taken down. What a deployment has made
 * that then failed goes again: it would be in the way of the next one by its name.
 */
export const keptOnceMade = ({ isProtected }: StageSettings): RemovalPolicy =>
  isProtected ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
