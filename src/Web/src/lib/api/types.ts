import type { components, paths } from '@/lib/api/schema';

export type Schemas = components['schemas'];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that answer a method. */
export type PathsOf<M extends Method> = { [P in keyof paths]: paths[P][M] extends Operation ? P : never }[keyof paths];

type Operation = { parameters: object; responses: object };
type OperationOf<M extends Method, P extends keyof paths> = paths[P][M];

type Path<O> = O extends { parameters: { path: infer Path } } ? Path : undefined;
type Query<O> = O extends { parameters: { query?: infer Query } } ? Query : undefined;
type Body<O> = O extends { requestBody?: { content: { 'application/json': infer Body } } } ? Body : undefined;

export interface CommonOptions {
  signal?: AbortSignal;
  /** Makes the request safe to repeat: the same key executes it once. */
  idempotencyKey?: string;
  /** Refuses the change with 412 when the resource no longer has this ETag. */
  ifMatch?: string;
  headers?: Record<string, string>;
}

// One object by its shape, and no intersection: that of all operations would be too large for the compiler.
type OptionsOf<O> = O extends { parameters: { path: object } }
  ? O extends { requestBody: object }
    ? CommonOptions & { path: Path<O>; query?: Query<O>; body: Body<O> }
    : CommonOptions & { path: Path<O>; query?: Query<O>; body?: Body<O> }
  : O extends { requestBody: object }
    ? CommonOptions & { path?: undefined; query?: Query<O>; body: Body<O> }
    : CommonOptions & { path?: undefined; query?: Query<O>; body?: Body<O> };

export type Options<M extends Method, P extends keyof paths> = OptionsOf<OperationOf<M, P>>;

type NeedsOptions<O> = O extends { parameters: { path: object } }
  ? true
  : O extends { requestBody: { content: object } }
    ? true
    : false;

/** The options of a call, which may be left out where the operation needs none. */
export type Arguments<M extends Method, P extends keyof paths> =
  NeedsOptions<OperationOf<M, P>> extends true ? [options: Options<M, P>] : [options?: Options<M, P>];

type Success = 200 | 201 | 202;
type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** The body of the successful answers; undefined for 204. */
export type Answer<M extends Method, P extends keyof paths> =
  OperationOf<M, P> extends { responses: infer Responses }
    ? keyof Responses & Success extends never
      ? undefined
      : { [S in keyof Responses & Success]: JsonOf<Responses[S]> }[keyof Responses & Success]
    : never;

export interface FullAnswer<T> {
  data: T;
  status: number;
  etag: string | null;
  requestId: string | null;
}
