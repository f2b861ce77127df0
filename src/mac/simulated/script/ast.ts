import type { Comparison, Terminology, Value } from '../values.ts';

/** Where something stands in the source, for error messages: character offsets. */
export type Range = readonly [number, number];

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'variable'; readonly name: string; readonly range: Range }
  | { readonly kind: 'it' }
  | { readonly kind: 'me' }
  /** Its name or its bundle identifier. */
  | { readonly kind: 'application'; readonly name: Expression }
  | { readonly kind: 'applescript' }
  /** Without `of`: of the target of the tell block. */
  | {
      readonly kind: 'property';
      readonly name: string;
      readonly of: Expression | undefined;
      readonly range: Range;
    }
  | {
      readonly kind: 'element';
      readonly className: string;
      readonly select: Select;
      readonly of: Expression | undefined;
      readonly range: Range;
    }
  | {
      readonly kind: 'insertion';
      readonly at: 'beginning' | 'end' | 'before' | 'after';
      readonly of: Expression | undefined;
    }
  | {
      readonly kind: 'compare';
      readonly op: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'logic';
      readonly op: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'arithmetic';
      readonly op: '+' | '-' | '*' | '/' | 'div' | 'mod' | '^';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'concatenate'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'coerce'; readonly operand: Expression; readonly type: string }
  | { readonly kind: 'reference to'; readonly operand: Expression }
  | { readonly kind: 'date text'; readonly operand: Expression }
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly standard: boolean;
      /** Whether it has a result. */
      readonly answers: boolean;
      readonly direct: Expression | undefined;
      readonly parameters: readonly (readonly [string, Expression])[];
      readonly range: Range;
    }
  | {
      readonly kind: 'call';
      readonly handler: string;
      readonly args: readonly Expression[];
      readonly range: Range;
    };

export type Select =
  | { readonly by: 'every' | 'some' | 'middle' }
  | { readonly by: 'index'; readonly index: Expression }
  | { readonly by: 'name'; readonly name: Expression }
  | { readonly by: 'id'; readonly id: Expression }
  | { readonly by: 'range'; readonly from: Expression; readonly to: Expression }
  /** `first`: only the first that passes ("first note whose …"). */
  | { readonly by: 'whose'; readonly test: Expression; readonly pick: Expression | undefined };

export type Statement = { readonly range: Range } & (
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'set'; readonly target: Expression; readonly value: Expression; readonly copy: boolean }
  | { readonly kind: 'tell'; readonly target: Expression; readonly body: Block }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: Expression; readonly body: Block }[];
      readonly otherwise: Block | undefined;
    }
  | { readonly kind: 'repeat'; readonly loop: Loop; readonly body: Block }
  | {
      readonly kind: 'try';
      readonly body: Block;
      readonly handler:
        | { readonly message: string | undefined; readonly number: string | undefined; readonly body: Block }
        | undefined;
    }
  | {
      readonly kind: 'error';
      readonly message: Expression | undefined;
      readonly number: Expression | undefined;
    }
  | {
      readonly kind: 'considering';
      readonly what: readonly string[];
      readonly ignore: boolean;
      readonly body: Block;
    }
  | { readonly kind: 'timeout'; readonly seconds: Expression; readonly body: Block }
  | { readonly kind: 'block'; readonly body: Block }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'exit repeat' }
  | { readonly kind: 'declare'; readonly names: readonly string[]; readonly global: boolean }
  | { readonly kind: 'log'; readonly value: Expression }
);

export type Block = readonly Statement[];

export type Loop =
  | { readonly type: 'forever' }
  | { readonly type: 'times'; readonly count: Expression }
  | { readonly type: 'while' | 'until'; readonly test: Expression }
  | {
      readonly type: 'from';
      readonly variable: string;
      readonly from: Expression;
      readonly to: Expression;
      readonly by: Expression | undefined;
    }
  | { readonly type: 'in'; readonly variable: string; readonly list: Expression };

export interface Handler {
  readonly parameters: readonly string[];
  readonly body: Block;
}

/** A compiled script. `run` is the explicit or the implicit run handler. */
export interface Script {
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly properties: readonly (readonly [string, Expression])[];
  readonly run: Handler;
}

/** What the parser knows of the apps named in the source. */
export interface Dictionaries {
  terminology(app: string): Terminology | undefined;
  readonly standardTerminology: Terminology;
}
