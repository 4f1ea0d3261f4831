using EmailAgent.Providers;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Connections;

/// <summary>The mapping between stored connections and the records that their owners see.</summary>
internal static class ConnectionMapping
{
    private const int MaxName = 200;

    public static Connection ToConnection(this StoredConnection stored)
    {
        var descriptor = ProviderCatalog.For(stored.Provider);
        var submission = descriptor?.Password?.Submission?.Read(stored.Settings);
        return ToConnection(stored, descriptor?.Password) with
        {
            CanSend = submission is null ? descriptor is { Sends: true } : submission.Server is not null,
            Smtp = submission?.Server is { } server ? ToSettings(server) : null,
            SendError = submission?.Error,
        };
    }

    private static Connection ToConnection(StoredConnection stored, PasswordAccess? password) => new(
        stored.Id.ToString("N"),
        stored.Provider,
        stored.Email,
        stored.DisplayName,
        stored.Status,
        stored.Error,
        stored.LookedAt,
        stored.CreatedAt,
        password is { } access ? ToSettings(access.Read(stored.Settings)) : null);

    /// <summary>Returns null if the name is acceptable; no name at all is acceptable, too.</summary>
    public static Problem? CheckName(string? name) => NameText.CheckOptional(name, "display_name", MaxName);

    /// <summary>Creates the connection to insert, without its secret.</summary>
    /// <returns>A refusal with <c>not_found</c> or <c>validation_failed</c>.</returns>
    public static Outcome<NewConnection> ToNewConnection(this ServerConnectionRequest request, MailboxId id)
    {
        if (ProviderCatalog.For(request.Provider)?.Password is not { } access)
        {
            return new Problem(ProblemCodes.NotFound, "There is no such provider of mailboxes with a password.");
        }

        if (request is not { Host: { } host, Username: { } username })
        {
            return new Problem(ProblemCodes.Invalid, "host: The mail server must be named.", "host");
        }

        var form = new ServerForm(host, request.Port, ToSecurity(request.Security), username);
        var smtp = request.Smtp?.ToForm();
        var faults = access.Check(form).Concat(smtp is null ? [] : CheckSubmission(access, smtp));
        if (Problem.Combine([.. faults.Select(ToProblem)]) is { } refusal)
        {
            return refusal;
        }

        var account = access.Write(form);
        var settings = smtp is null ? account.Settings : access.Submission!.Write(account.Settings, smtp);
        return new NewConnection(
            id.UserId,
            id.ConnectionId,
            request.Provider,
            account.Key,
            request.Email ?? account.Email,
            NameText.Tidy(request.DisplayName),
            settings,
            Secret: [],
            ConnectionStatus.Connecting);
    }

    /// <summary>Puts another submission server into the settings of a connection.</summary>
    /// <returns>A refusal with <c>validation_failed</c>.</returns>
    public static Outcome<string> WithSubmission(this StoredConnection stored, SubmissionServerRequest request)
    {
        if (ProviderCatalog.For(stored.Provider)?.Password is not { } access)
        {
            return new Problem(ProblemCodes.Invalid, "This kind of mailbox has no submission server of its own.", "smtp");
        }

        var form = request.ToForm();
        return Problem.Combine([.. CheckSubmission(access, form).Select(ToProblem)]) is { } refusal ? refusal : new Outcome<string>(access.Submission!.Write(stored.Settings, form), null);
    }

    /// <summary>Returns a server that was found as its user sees it.</summary>
    public static ServerSettings ToSettings(this FoundServer found) =>
        ToSettings(new MailServer(found.Address.Host, found.Address.Port, found.Address.Security, found.Username));

    private static IEnumerable<FormFault> CheckSubmission(PasswordAccess access, SubmissionForm form) =>
        access.Submission?.Check(form) ?? [new FormFault("smtp", "This kind of mailbox has no submission server of its own.")];

    private static SubmissionForm ToForm(this SubmissionServerRequest request) =>
        new(request.Host, request.Port, ToSecurity(request.Security), request.Username);

    private static Problem ToProblem(FormFault fault) => new(ProblemCodes.Invalid, $"{fault.Field}: {fault.Reason}", fault.Field, [fault.Reason]);

    private static ServerSettings ToSettings(MailServer server) => new(
        server.Host,
        server.Port,
        server.Username,
        server.Security switch
        {
            ServerSecurity.Tls => TransportSecurity.Tls,
            ServerSecurity.StartTls => TransportSecurity.StartTls,
            _ => TransportSecurity.None,
        });

    private static ServerSecurity? ToSecurity(TransportSecurity? security) => security switch
    {
        null => null,
        TransportSecurity.Tls => ServerSecurity.Tls,
        TransportSecurity.StartTls => ServerSecurity.StartTls,
        _ => ServerSecurity.None,
    };
}
