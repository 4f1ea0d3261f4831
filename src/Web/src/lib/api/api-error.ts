/** A refusal of the API, or the failure to reach it. */
export class ApiError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Stable and listed in docs/reference/problems.md; "unreachable" when there was no answer, "unexpected" when it was no problem document. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The reasons for each invalid field, by the field's name in the request. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly requestId: string | null;
  /** Seconds to wait before the next attempt. */
  readonly retryAfter: number | null;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? {};
    this.requestId = problem.requestId ?? null;
    this.retryAfter = problem.retryAfter ?? null;
  }

  /** Reads the problem document (RFC 9457) of an answer. */
  static async from(response: Response): Promise<ApiError> {
    const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
    const common = {
      status: response.status,
      requestId: response.headers.get('X-Request-ID'),
      retryAfter: Number.isFinite(wait) ? wait : null,
    };
    const body: unknown = await response.json().catch(() => null);
    if (!isProblemDocument(body)) {
      return new ApiError({
        ...common,
        code: 'unexpected',
        title: 'Unexpected answer',
        detail: `The server answered ${String(response.status)}. Try again in a moment.`,
      });
    }
    return new ApiError({ ...common, ...body, requestId: body.request_id });
  }

  static unreachable(): ApiError {
    return new ApiError({
      status: 0,
      code: 'unreachable',
      title: 'No connection',
      detail: 'The server cannot be reached. Check your connection, then try again.',
    });
  }
}

/** Returns any thrown value as an ApiError, so that one component can show it. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError({
    status: 0,
    code: 'unexpected',
    title: 'Something went wrong',
    detail: thrown instanceof Error ? thrown.message : 'Reload the page, then try again.',
  });
}

interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: Record<string, string[]>;
  requestId?: string | null;
  retryAfter?: number | null;
}

interface ProblemDocument {
  title: string;
  detail: string;
  code: string;
  request_id: string;
  errors?: Record<string, string[]>;
}

const isProblemDocument = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'title' in body;
