using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Templates;

internal sealed class TemplateGrain(
    TemplateStore store, TemplateRenderer renderer, EventAnnouncer announcer, IOptions<TemplateOptions> options, TimeProvider time) : Grain, ITemplateGrain
{
    private static readonly Problem NoSuchTemplate = new(ProblemCodes.NotFound, "There is no such template.");
    private static readonly Problem NameTaken = new(TemplateProblems.NameTaken, "Another template has this name.", "name");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public Task<IReadOnlyList<ListedMailTemplate>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(UserId, cancellationToken);

    public async Task<Outcome<MailTemplate>> GetAsync(string id, CancellationToken cancellationToken) =>
        Ids.TryParse(id, out var templateId) && await store.FindAsync(UserId, templateId, cancellationToken) is { } found ? found : NoSuchTemplate;

    public async Task<Outcome<MailTemplate>> CreateAsync(Guid id, MailTemplateRequest request, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(UserId, id, cancellationToken) is { } created)
            return created;
        var checkedContent = TemplatePolicy.Check(request);
        if (checkedContent.Value is not { } content)
            return checkedContent.Problem!;
        var limit = options.Value.PerUser;
        var result = await store.CreateAsync(UserId, id, content, limit, Entry(TemplateActions.Create, id), cancellationToken);
        return result == TemplateResult.Refused
            ? new Problem(ProblemCodes.TooMany, $"The limit of {limit} templates is reached; delete one first.")
            : await AnswerAsync(result, id, cancellationToken);
    }

    public async Task<Outcome<MailTemplate>> UpdateAsync(string id, MailTemplateChangesRequest changes, MailTemplate? expected, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var templateId) || await store.FindAsync(UserId, templateId, cancellationToken) is not { } current)
            return NoSuchTemplate;
        var checkedContent = TemplatePolicy.Check(TemplatePolicy.Apply(current, changes));
        if (checkedContent.Value is not { } content)
            return checkedContent.Problem!;

        // The changes were applied to what was read here; an earlier state that the caller read is refused, too.
        var state = (expected ?? current).UpdatedAt;
        var result = await store.UpdateAsync(UserId, templateId, content, state, Entry(TemplateActions.Change, templateId), cancellationToken);
        return result == TemplateResult.Refused
            ? await RefuseAsync(templateId, cancellationToken)
            : await AnswerAsync(result, templateId, cancellationToken);
    }

    public async Task<Outcome<Done>> DeleteAsync(string id, MailTemplate? expected, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var templateId))
            return NoSuchTemplate;
        if (await store.DeleteAsync(UserId, templateId, expected?.UpdatedAt, Entry(TemplateActions.Delete, templateId), cancellationToken) == TemplateResult.Refused)
            return await RefuseAsync(templateId, cancellationToken);
        await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    public async Task<Outcome<TemplatePreview>> PreviewAsync(string id, TemplateValues? variables, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(id, out var templateId) || await store.FindAsync(UserId, templateId, cancellationToken) is not { } found)
            return NoSuchTemplate;
        var now = time.GetUtcNow();
        return await Task.Run(() => renderer.RenderAsync(found, variables, now), cancellationToken);
    }

    private async Task<Outcome<MailTemplate>> AnswerAsync(TemplateResult result, Guid id, CancellationToken cancellationToken)
    {
        if (result == TemplateResult.NameTaken)
            return NameTaken;
        await announcer.AnnounceAsync(UserId);
        return await GetAsync(Ids.Format(id), cancellationToken);
    }

    // Nothing was written: the template does not exist, or is no longer as the caller read it.
    private async Task<Problem> RefuseAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(UserId, id, cancellationToken) is null ? NoSuchTemplate : Problem.Changed;

    private AuditEntry Entry(string action, Guid id) => AuditTrail.Entry(UserId, action, $"template:{Ids.Format(id)}");
}
