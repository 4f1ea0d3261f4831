namespace EmailAgent.Grains;

/// <summary>A value, or the reason why there is none: an expected refusal travels as a value, not as an exception.</summary>
/// <remarks>Exactly one of <see cref="Value"/> and <see cref="Problem"/> is set.</remarks>
[GenerateSerializer, Immutable, Alias("outcome`1")]
public sealed record Outcome<T>(
    [property: Id(0)] T? Value,
    [property: Id(1)] Problem? Problem)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);
}

/// <summary>An expected refusal.</summary>
/// <param name="Code">One of <see cref="ProblemCodes"/>; stable, documented, what programs test.</param>
/// <param name="Detail">One sentence for a person; never holds a secret.</param>
/// <param name="Field">The request field it is about, in the API's spelling; null when it is about the whole request.</param>
/// <param name="Reasons">All that is wrong with the field, when it is more than the detail says.</param>
/// <param name="RetryAfter">Seconds after which another try may succeed, when that is known.</param>
/// <param name="Others">Refusals of other fields of the same request.</param>
[GenerateSerializer, Immutable, Alias("problem")]
public sealed record Problem(
    [property: Id(0)] string Code,
    [property: Id(1)] string Detail,
    [property: Id(2)] string? Field = null,
    [property: Id(3)] IReadOnlyList<string>? Reasons = null,
    [property: Id(4)] int? RetryAfter = null,
    [property: Id(5)] IReadOnlyList<Problem>? Others = null)
{
    /// <summary>Refuses a change of what is no longer as the client read it.</summary>
    public static Problem Changed { get; } = new(ProblemCodes.PreconditionFailed, "This has changed since it was read. Read it again, then repeat the change.");

    /// <summary>Combines refusals of several fields into one.</summary>
    /// <returns>Null when there is none.</returns>
    public static Problem? Combine(params ReadOnlySpan<Problem?> problems)
    {
        var found = new List<Problem>();
        foreach (var problem in problems)
        {
            if (problem is not null)
            {
                found.Add(problem);
            }
        }

        return found switch
        {
            [] => null,
            [var only] => only,
            [var first, .. var others] => first with { Others = others },
        };
    }
}

/// <summary>The stable codes a refusal can carry; the Api maps each to its HTTP status.</summary>
public static class ProblemCodes
{
    /// <summary>An administrator has closed the account (403).</summary>
    public const string AccountDisabled = "account_disabled";

    /// <summary>No such resource, or it belongs to somebody else (404).</summary>
    public const string NotFound = "not_found";

    /// <summary>A field has a value that cannot be used (400).</summary>
    public const string Invalid = "validation_failed";

    /// <summary>Nobody would be left to administrate the instance (409).</summary>
    public const string LastAdmin = "last_admin";

    /// <summary>A member whose role in the organization does not allow it (403).</summary>
    public const string RoleTooLow = "role_too_low";

    /// <summary>A mailbox that is shared with the caller, but not for this (403).</summary>
    public const string AccessTooLow = "access_too_low";

    /// <summary>An organization would have no owner (409).</summary>
    public const string LastOwner = "last_owner";

    /// <summary>The address belongs to a member of the organization (409).</summary>
    public const string AlreadyMember = "already_member";

    /// <summary>As many as there may be (409).</summary>
    public const string TooMany = "too_many";

    /// <summary>The account exists already (409).</summary>
    public const string EmailTaken = "email_taken";

    /// <summary>Nobody may register here (403).</summary>
    public const string RegistrationClosed = "registration_closed";

    /// <summary>Only who is invited may register here (403).</summary>
    public const string InvitationNeeded = "invitation_needed";

    /// <summary>The mailbox is connected already (409).</summary>
    public const string AlreadyConnected = "already_connected";

    /// <summary>Unknown account or wrong password (401).</summary>
    public const string InvalidCredentials = "invalid_credentials";

    /// <summary>The password is right, but the address has to be verified before anybody logs in (403).</summary>
    public const string EmailNotVerified = "email_not_verified";

    /// <summary>The token of a mail or of a login is unknown, expired or used (400).</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>A caller who is signed in gave a wrong password to confirm who they are (403).</summary>
    public const string WrongPassword = "wrong_password";

    /// <summary>The account has to have a second factor before it may do anything else (403).</summary>
    public const string SecondFactorRequired = "second_factor_required";

    /// <summary>The session has to show again who is using it (403).</summary>
    public const string ProofRequired = "proof_required";

    /// <summary>The refresh token is unknown, expired, used before or revoked (401).</summary>
    public const string InvalidRefreshToken = "invalid_refresh_token";

    /// <summary>The mail server refused the login (422).</summary>
    public const string AuthenticationFailed = "authentication_failed";

    /// <summary>The mail server could not be reached, or did not speak the protocol (422).</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>This installation is not a client of the provider's sign-in service (422).</summary>
    public const string ProviderNotConfigured = "provider_not_configured";

    /// <summary>The state of a sign-in is unknown, used, expired or somebody else's (400).</summary>
    public const string InvalidState = "invalid_state";

    /// <summary>The provider did not accept the sign-in, or did not give what is needed (422).</summary>
    public const string SignInRefused = "sign_in_refused";

    /// <summary>The user did not allow access to the mail (422).</summary>
    public const string MissingScope = "missing_scope";

    /// <summary>The request is not what a provider pushes (400).</summary>
    public const string NotAPush = "not_a_push";

    /// <summary>A push that does not prove where it comes from (401).</summary>
    public const string PushUnauthenticated = "push_unauthenticated";

    /// <summary>A push that proves to come from somebody else than the configured sender (403).</summary>
    public const string PushForbidden = "push_forbidden";

    /// <summary>The provider does not push (422).</summary>
    public const string WatchFailed = "watch_failed";

    /// <summary>The provider does not know what happened that long ago (410).</summary>
    public const string HistoryGone = "history_gone";

    /// <summary>The operation needs the mail server, which cannot be reached at the moment (503).</summary>
    public const string MailboxUnavailable = "mailbox_unavailable";

    /// <summary>Too many passwords or codes were wrong; worth another try later (429).</summary>
    public const string TooManyAttempts = "too_many_attempts";

    /// <summary>The code of the second factor is wrong or used (403).</summary>
    public const string WrongCode = "wrong_code";

    /// <summary>The second factor is on already (409).</summary>
    public const string SecondFactorOn = "second_factor_on";

    /// <summary>There is no second factor to confirm or switch off (409).</summary>
    public const string SecondFactorOff = "second_factor_off";

    /// <summary>The service has more to do than it can, or a part of it is down; worth another try later (503).</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The message is no longer on the mail server (410).</summary>
    public const string MessageGone = "message_gone";

    /// <summary>The resource has changed since the client read it (412).</summary>
    public const string PreconditionFailed = "precondition_failed";

    /// <summary>The message or attachment is larger than what is read from mail servers (422).</summary>
    public const string TooLargeToRead = "too_large_to_read";

    /// <summary>The mailbox has a label or folder of this path already (409).</summary>
    public const string LabelExists = "label_exists";

    /// <summary>The mail server, or the kind of mailbox, does not allow what was asked for (422).</summary>
    public const string EditRefused = "edit_refused";
}

/// <summary>Says that something was done, where there is nothing else to say.</summary>
[GenerateSerializer, Immutable, Alias("done")]
public sealed record Done
{
    public static readonly Done Value = new();
}

/// <summary>One page of a list.</summary>
/// <param name="Items">The page's items, in the list's order.</param>
/// <param name="Total">How many items the whole list has.</param>
/// <param name="PageNumber">From 1.</param>
/// <param name="PageSize">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("page`1")]
public sealed record Page<T>(
    [property: Id(0)] IReadOnlyList<T> Items,
    [property: Id(1)] long Total,
    [property: Id(2)] int PageNumber,
    [property: Id(3)] int PageSize);
