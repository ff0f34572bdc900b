/**
 * What a call may say and what it answers, worked out from the generated types: a path that does not
 * exist, a missing field and a misspelt header are errors of the compiler.
 */
import type { components, paths } from '../schema'

/** The API's things by name, such as `Schemas['DegreeView']`. */
export type Schemas = components['schemas']

/** Methods that the API uses. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Media types whose content is bytes. */
type BytesType =
  | 'image/*'
  | 'application/zip'
  | 'application/octet-stream'
  | 'text/csv'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The operation behind a path and a method. */
export type Operation<P extends keyof paths, M extends Method> = Exclude<paths[P][M], undefined>

/** Paths that know a method. */
type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never
}[keyof paths]

/** Paths that answer with bytes of a file. */
export type FilePath = {
  [P in PathWith<'get'>]: BytesType & keyof Content<Operation<P, 'get'>> extends never ? never : P
}[PathWith<'get'>]

/** Paths at which a file is taken out by asking for it. */
export type TakenPath = {
  [P in PathWith<'post'>]: [Content<Operation<P, 'post'>>] extends [never]
    ? never
    : BytesType & keyof Content<Operation<P, 'post'>> extends never
      ? never
      : P
}[PathWith<'post'>]

/** Paths that a method answers with JSON, or with nothing. */
export type JsonPath<M extends Method> = M extends 'get'
  ? Exclude<PathWith<'get'>, FilePath>
  : M extends 'post'
    ? Exclude<PathWith<'post'>, TakenPath>
    : PathWith<M>

/** The contents of the good answers. */
type Content<O> = O extends { responses: infer R }
  ? { [S in keyof R & (200 | 201 | 202)]: R[S] extends { content: infer C } ? C : never }[keyof R &
      (200 | 201 | 202)]
  : never

/** What a call answers when all is well; `undefined` where there is nothing to say. */
export type Answer<O> = [Content<O>] extends [never]
  ? undefined
  : Content<O> extends { 'application/json': infer B }
    ? B
    : never

/** Member `K` of an operation's parameters: needed, optional, or absent. */
type Parameter<O, K extends 'path' | 'query' | 'header'> = O extends {
  parameters: Partial<Record<K, infer G>>
}
  ? [Exclude<G, undefined>] extends [never]
    ? unknown
    : object extends Exclude<G, undefined>
      ? Readonly<Partial<Record<K, Readonly<Exclude<G, undefined>>>>>
      : Readonly<Record<K, Readonly<Exclude<G, undefined>>>>
  : unknown

type Parameters<O> = Parameter<O, 'path'> & Parameter<O, 'query'> & Parameter<O, 'header'>

type GivenParameters<O> =
  object extends Parameters<O>
    ? { readonly params?: Parameters<O> }
    : { readonly params: Parameters<O> }

/** A form: its texts as they are, its files as the transport takes them. */
type Form<Fields, File> = {
  readonly [Name in keyof Fields]: Name extends 'picture' ? File : Fields[Name]
}

type BodyOf<C, File> =
  | (C extends { 'application/json': infer B } ? { readonly body: Readonly<B> } : never)
  | (C extends { 'multipart/form-data': infer B } ? { readonly form: Form<B, File> } : never)
  | (BytesType & keyof C extends never ? never : { readonly bytes: ArrayBuffer })

type GivenBody<O, File> = O extends { requestBody: { content: infer C } }
  ? BodyOf<C, File>
  : unknown

/** Everything that a call may say. */
type Options<O, File> = GivenParameters<O> & GivenBody<O, File>

/** The options as arguments: left out where nothing is needed. */
export type Arguments<O, File> =
  object extends Options<O, File>
    ? [options?: Options<O, File>]
    : [options: Options<O, File>]

