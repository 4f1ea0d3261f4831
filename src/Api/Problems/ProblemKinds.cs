using System.Collections.Frozen;
using EmailAgent.Grains;

namespace EmailAgent.Api.Problems;

/// <summary>Every code the Api can answer with, and its HTTP status.</summary>
internal static class ProblemKinds
{
    public static readonly ProblemKind Internal = new(ApiProblemCodes.Internal, 500, "Internal error");

    /// <summary>Gets all of them, by status. docs/reference/problems.md lists them for users.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        new(ProblemCodes.Invalid, 400, "Validation failed"),
        new(ApiProblemCodes.UnknownField, 400, "Unknown field"),
        new(ApiProblemCodes.MalformedJson, 400, "Malformed JSON"),
        new(ProblemCodes.InvalidToken, 400, "Unknown or used token"),
        new(ProblemCodes.InvalidState, 400, "Unknown or used sign-in"),
        new(ProblemCodes.NotAPush, 400, "Not a push"),
        new(ApiProblemCodes.MalformedRequest, 400, "Malformed request"),
        new(ApiProblemCodes.Unauthenticated, 401, "Authentication required"),
        new(ProblemCodes.InvalidCredentials, 401, "Invalid credentials"),
        new(ProblemCodes.InvalidRefreshToken, 401, "Invalid refresh token"),
        new(ProblemCodes.PushUnauthenticated, 401, "Push not authenticated"),
        new(ApiProblemCodes.MissingPermission, 403, "Permission missing"),
        new(ProblemCodes.EmailNotVerified, 403, "Address not verified"),
        new(ProblemCodes.WrongPassword, 403, "Wrong password"),
        new(ProblemCodes.WrongCode, 403, "Wrong code"),
        new(ProblemCodes.RegistrationClosed, 403, "Registration closed"),
        new(ProblemCodes.InvitationNeeded, 403, "Invitation required"),
        new(ProblemCodes.SecondFactorRequired, 403, "Second factor required"),
        new(ProblemCodes.ProofRequired, 403, "Recent sign-in required"),
        new(ApiProblemCodes.CrossSite, 403, "Request from another site"),
        new(ProblemCodes.AccountDisabled, 403, "Account disabled"),
        new(ProblemCodes.RoleTooLow, 403, "Role too low"),
        new(ProblemCodes.AccessTooLow, 403, "Access too low"),
        new(ProblemCodes.PushForbidden, 403, "Push from another sender"),
        new(ProblemCodes.NotFound, 404, "Not found"),
        new(ApiProblemCodes.RouteNotFound, 404, "No such endpoint"),
        new(ApiProblemCodes.MethodNotAllowed, 405, "Method not allowed"),
        new(ProblemCodes.LastOwner, 409, "Last owner"),
        new(ProblemCodes.AlreadyMember, 409, "Already a member"),
        new(ProblemCodes.TooMany, 409, "Too many"),
        new(ProblemCodes.LastAdmin, 409, "Last administrator"),
        new(ProblemCodes.EmailTaken, 409, "E-mail address taken"),
        new(ProblemCodes.AlreadyConnected, 409, "Already connected"),
        new(ProblemCodes.SecondFactorOn, 409, "Second factor already on"),
        new(ProblemCodes.SecondFactorOff, 409, "No second factor"),
        new(ProblemCodes.LabelExists, 409, "Label exists"),
        new(ProblemCodes.MessageGone, 410, "Message gone"),
        new(ProblemCodes.HistoryGone, 410, "History gone"),
        new(ProblemCodes.PreconditionFailed, 412, "Resource changed"),
        new(ApiProblemCodes.PayloadTooLarge, 413, "Payload too large"),
        new(ApiProblemCodes.UnsupportedMediaType, 415, "Unsupported media type"),
        new(ProblemCodes.AuthenticationFailed, 422, "Login refused by the mail server"),
        new(ProblemCodes.ConnectionFailed, 422, "Mail server not reachable"),
        new(ProblemCodes.TooLargeToRead, 422, "Too large to read"),
        new(ProblemCodes.EditRefused, 422, "Not allowed by the mail server"),
        new(ProblemCodes.ProviderNotConfigured, 422, "Provider not configured"),
        new(ProblemCodes.SignInRefused, 422, "Sign-in refused by the provider"),
        new(ProblemCodes.MissingScope, 422, "No access to mail granted"),
        new(ProblemCodes.WatchFailed, 422, "Provider does not push"),
        new(ProblemCodes.TooManyAttempts, 429, "Too many attempts"),
        new(ApiProblemCodes.RateLimited, 429, "Too many requests"),
        Internal,
        new(ProblemCodes.MailboxUnavailable, 503, "Mailbox unavailable"),
        new(ProblemCodes.Unavailable, 503, "Service unavailable"),
    ];

    private static readonly FrozenDictionary<string, ProblemKind> ByCode = All.ToFrozenDictionary(kind => kind.Code);

    /// <summary>The kind of a code; an unknown code is a defect of ours and becomes an internal error.</summary>
    public static ProblemKind Get(string code) => ByCode.GetValueOrDefault(code, Internal);

    /// <summary>What a bare status code says when no handler said more.</summary>
    public static ProblemKind ForStatus(int status) => status switch
    {
        401 => Get(ApiProblemCodes.Unauthenticated),
        404 => Get(ApiProblemCodes.RouteNotFound),
        405 => Get(ApiProblemCodes.MethodNotAllowed),
        413 => Get(ApiProblemCodes.PayloadTooLarge),
        415 => Get(ApiProblemCodes.UnsupportedMediaType),
        >= 400 and < 500 => Get(ApiProblemCodes.MalformedRequest) with { Status = status },
        503 => Get(ProblemCodes.Unavailable),
        _ => Internal,
    };
}
