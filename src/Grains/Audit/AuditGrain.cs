using System.Globalization;
using System.Text.Json;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Audit;

[StatelessWorker, Reentrant]
internal sealed class AuditGrain(AuditReader reader, AuditVerifier verifier, AuditTrail trail) : Grain, IAuditGrain
{
    // A second or two of work.
    private const int RowsOfALook = 200_000;

    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");

    private static readonly Problem NoSuchUser = new(ProblemCodes.NotFound, "There is no such user.");

    public async Task<Outcome<AuditPage>> ListAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        if (!ListPosition.TryParse(filter.After, out var position))
            return NoSuchPage;
        if (!await KnowsAsync(filter.UserId, cancellationToken))
            return NoSuchUser;
        await trail.RecordAsync(AuditTrail.Entry(filter.UserId, AuditLogActions.AdminRead, details: ("what", "audit_log")), cancellationToken);
        var after = position is { } last ? new AuditPosition(last.At, last.Id, last.Seq) : null;
        var records = await reader.ListAsync(filter, after, cancellationToken);
        return new AuditPage(
            [.. records.Select(ToEntry)],
            records.Count < filter.Limit ? null : new ListPosition(records[^1].Position.At, records[^1].Position.ChainId, records[^1].Position.Seq).ToString());
    }

    public async Task<Outcome<AuditVerification>> VerifyAsync(Guid? userId, string? after, CancellationToken cancellationToken)
    {
        if (!VerifyPosition.TryParse(after, out var position) || (userId is not null && position?.ChainId is { } chain && chain != userId))
            return NoSuchPage;
        if (!await KnowsAsync(userId, cancellationToken))
            return NoSuchUser;
        await trail.RecordAsync(AuditTrail.Entry(userId, AuditLogActions.AdminRead, details: ("what", "audit_verification")), cancellationToken);
        var verdict = await verifier.VerifyAsync(userId, position, RowsOfALook, cancellationToken);
        return new AuditVerification(
            verdict.Findings.Count == 0,
            verdict.Rows,
            verdict.Anchors,
            [.. verdict.Findings.Select(finding => new AuditTrace(finding.Problem, NameOf(finding.ChainId), finding.Seq))],
            VerifyPosition.ToText(verdict.Next));
    }

    public async Task RecordAsync(IReadOnlyList<RefusedRequests> refused, CancellationToken cancellationToken)
    {
        foreach (var requests in refused)
        {
            var origin = (requests.Origin ?? new RequestOrigin(null, null, null)) with { ActorId = requests.UserId, Credential = requests.Credential };
            var details = new Dictionary<string, string> { ["reason"] = requests.Reason, ["count"] = requests.Count.ToString(CultureInfo.InvariantCulture) };
            if (requests.What is { } what)
                details["what"] = what;
            await trail.RecordAsync(AuditTrail.EntryOf(origin, requests.UserId, ActionOf(requests.Kind), AuditOutcome.Refused, details), cancellationToken);
        }
    }

    private static string ActionOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Token => AuditLogActions.RefuseToken,
        RefusalKind.ApiKey => AuditLogActions.RefuseApiKey,
        RefusalKind.Access => AuditLogActions.RefuseAccess,
        RefusalKind.RateLimit => AuditLogActions.LimitRate,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // Otherwise the entry about this look would begin a chain of an invented user. The chain of no user is not found by its id.
    private async Task<bool> KnowsAsync(Guid? userId, CancellationToken cancellationToken) =>
        userId is not { } id || (id != AuditEntry.Instance && await reader.KnowsAsync(id, cancellationToken));

    private static string NameOf(Guid? chainId) =>
        chainId is not { } id ? "anchors" : id == AuditEntry.Instance ? "instance" : $"user:{Ids.Format(id)}";

    private static AuditLogEntry ToEntry(AuditRecord record)
    {
        var origin = record.Origin is null ? null : Read(record.Origin);
        return new AuditLogEntry(
            record.Position.ChainId == AuditEntry.Instance ? null : Ids.Format(record.Position.ChainId),
            record.Position.Seq,
            record.Position.At,
            record.Action,
            record.Outcome,
            record.ActorId is { } actor ? Ids.Format(actor) : null,
            record.Credential,
            record.Target,
            Read(record.Details),
            origin?.GetValueOrDefault("address"),
            origin?.GetValueOrDefault("user_agent"),
            origin?.GetValueOrDefault("request_id"));
    }

    // Rows that were tampered with are shown too.
    private static Dictionary<string, string> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, string> { ["unreadable"] = json };
        }
    }
}
