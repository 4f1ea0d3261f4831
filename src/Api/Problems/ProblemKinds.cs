using System.Collections.Frozen;
using System.Reflection;
using EmailAgent.Grains;

namespace EmailAgent.Api.Problems;

/// <summary>Every code the Api can answer with, and its HTTP status: the constants that features mark with <see cref="ProblemAttribute"/>.</summary>
internal static class ProblemKinds
{
    /// <summary>Gets all of them, by status and code. docs/reference/problems.md lists them for users.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        .. typeof(ProblemAttribute).Assembly.GetTypes().Concat(typeof(ProblemKinds).Assembly.GetTypes())
            .Where(type => type is { IsAbstract: true, IsSealed: true }) // static
            .SelectMany(type => type.GetFields())
            .Where(field => field.IsLiteral)
            .Select(Read)
            .OfType<ProblemKind>()
            .OrderBy(kind => kind.Status)
            .ThenBy(kind => kind.Code, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, ProblemKind> ByCode = All.ToFrozenDictionary(kind => kind.Code);

    public static readonly ProblemKind Internal = ByCode[ApiProblemCodes.Internal];

    /// <summary>Returns the kind of a code; an unknown code is a defect of ours and becomes an internal error.</summary>
    public static ProblemKind Get(string code) => ByCode.GetValueOrDefault(code, Internal);

    /// <summary>Returns the kind for a bare status code, for responses without a problem of their own.</summary>
    public static ProblemKind ForStatus(int status) => status switch
    {
        401 => Get(ApiProblemCodes.Unauthenticated),
        404 => Get(ApiProblemCodes.RouteNotFound),
        405 => Get(ApiProblemCodes.MethodNotAllowed),
        408 => Get(ApiProblemCodes.RequestTimeout),
        412 => Get(ProblemCodes.PreconditionFailed),
        413 => Get(ApiProblemCodes.PayloadTooLarge),
        415 => Get(ApiProblemCodes.UnsupportedMediaType),
        416 => Get(ApiProblemCodes.RangeNotSatisfiable),
        >= 400 and < 500 => Get(ApiProblemCodes.MalformedRequest) with { Status = status },
        503 => Get(ProblemCodes.Unavailable),
        _ => Internal,
    };

    private static ProblemKind? Read(FieldInfo code) =>
        code.GetCustomAttribute<ProblemAttribute>() is { } problem ? new ProblemKind((string)code.GetRawConstantValue()!, problem.Status, problem.Title) : null;
}
