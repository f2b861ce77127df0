/**
 * The little of the ONNX file format (a protobuf, onnx.proto3) that a scripted model needs: one graph of nodes with
 * constants.
 */

export interface Graph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly integers?: Readonly<Record<string, number | readonly number[]>>;
}

export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A name in `shape` is a size that is known only at run time. */
export interface Port {
  readonly name: string;
  readonly type: 'float' | 'int64' | 'bool';
  readonly shape: readonly (number | string)[];
}

/** The graph as the bytes of an .onnx file. */
export function onnxModel(graph: Graph): Uint8Array {
  return message(
    [1, 8], // IR version
    [8, message([1, ''], [2, 17])], // operator set
    [
      7,
      message(
        ...graph.nodes.map((node): Field => [1, nodeProto(node)]),
        [2, 'scripted'],
        ...graph.constants.map((constant): Field => [5, tensorProto(constant)]),
        ...graph.inputs.map((port): Field => [11, valueInfo(port)]),
        ...graph.outputs.map((port): Field => [12, valueInfo(port)]),
      ),
    ],
  );
}

const nodeProto = ({ type, inputs, outputs, integers = {} }: OnnxNode): Uint8Array =>
  message(
    ...inputs.map((name): Field => [1, name]),
    ...outputs.map((name): Field => [2, name]),
    [4, type],
    ...Object.entries(integers).map(
      ([name, value]): Field => [
        5,
        typeof value === 'number'
          ? message([1, name], [3, value], [20, 2])
          : message([1, name], ...value.map((one): Field => [8, one]), [20, 7]),
      ],
    ),
  );

const tensorProto = ({ name, shape, values }: Constant): Uint8Array =>
  message(
    ...shape.map((length): Field => [1, length]),
    [2, 1],
    [8, name],
    [9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
  );

const types = { float: 1, int64: 7, bool: 9 };

const valueInfo = ({ name, type, shape }: Port): Uint8Array => {
  const sizes = shape.map(
    (size): Field => [1, typeof size === 'number' ? message([1, size]) : message([2, size])],
  );
  return message([1, name], [2, message([1, message([1, types[type]], [2, message(...sizes)])])]);
};

type Field = readonly [number: number, value: number | string | Uint8Array];

function message(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.concat([varint(number << 3), varint(value)]);
      const content = typeof value === 'string' ? Buffer.from(value) : value;
      return Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
    }),
  );
}

function varint(value: number): Uint8Array {
  const bytes = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.from([...bytes, rest]);
}
