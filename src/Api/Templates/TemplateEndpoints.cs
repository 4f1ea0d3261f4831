using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Templates;

namespace EmailAgent.Api.Templates;

/// <summary>Templates of messages. They are there to send with, so that permission applies to all of them.</summary>
internal static class TemplateEndpoints
{
    public static readonly ApiTag Tag = new("Templates", "Templates of messages, written in Liquid, and their variables.", 66);

    private const int MaxName = 100;
    private const int MaxSubject = 1000;

    public static void MapTemplateEndpoints(this IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup("/templates").WithTags(Tag).DescribesId("a template");
        templates.MapGet("", ListAsync).WithName("listTemplates")
            .Needs(Permission.MailSend).Describes("Lists the caller's templates by name, without their bodies.").Answers<ListAnswer<ListedMailTemplate>>(200);
        templates.MapPost("", CreateAsync).WithName("createTemplate")
            .Needs(Permission.MailSend).Describes("Saves a template. What it reads must be among its variables, so that a message lacks nothing later.")
            .Answers<MailTemplate>(201).Refuses(ProblemCodes.Invalid, TemplateProblems.NameTaken, ProblemCodes.TooMany).Idempotent();
        templates.MapGet("/{id}", GetAsync).WithName("getTemplate")
            .Needs(Permission.MailSend).Describes("Returns a template.").Answers<MailTemplate>(200).Refuses(ProblemCodes.NotFound);
        templates.MapPatch("/{id}", UpdateAsync).WithName("updateTemplate")
            .Needs(Permission.MailSend).Describes("Changes a template. Messages that were made with it before stay as they are.")
            .Answers<MailTemplate>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, TemplateProblems.NameTaken).HonorsIfMatch().Idempotent();
        templates.MapDelete("/{id}", DeleteAsync).WithName("deleteTemplate")
            .Needs(Permission.MailSend).Describes("Deletes a template. Messages that were made with it stay.")
            .Answers(204).Refuses(ProblemCodes.NotFound).HonorsIfMatch().Idempotent();
        templates.MapPost("/{id}/preview", PreviewAsync).WithName("previewTemplate")
            .Needs(Permission.MailSend).Describes("Returns subject and bodies of a template with values; nothing is sent. Each variable that is missing or wrong is named.")
            .Answers<TemplatePreview>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, TemplateProblems.Failed);
    }

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<ListedMailTemplate>>(ListAnswer<ListedMailTemplate>.From(await cluster.Templates(caller).ListAsync(cancellationToken)));

    private static async Task<IResult> CreateAsync(
        JsonBody<MailTemplateRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("name", request.Name, MaxName);
        fields.Optional("subject", request.Subject, MaxSubject);
        CheckNames(fields, request.Variables);
        if (fields.Any)
            return fields.ToAnswer();
        return (await cluster.Templates(caller).CreateAsync(operation.Id, request, cancellationToken)).Answer(created =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{created.Id}";
            return new JsonAnswer<MailTemplate>(created, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await cluster.Templates(caller).GetAsync(id, cancellationToken)).Answer(found => new JsonAnswer<MailTemplate>(found) { Tagged = true });

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<MailTemplateChangesRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, changes) = (body.Fields, body.Value);
        fields.Optional("name", changes.Name, MaxName);
        fields.Optional("subject", changes.Subject, MaxSubject);
        CheckNames(fields, changes.Variables);
        if (!fields.Any && changes is { Name: null, Subject: null, BodyText: null, BodyHtml: null, Variables: null })
            fields.Add("name", "At least one of name, subject, body_text, body_html and variables is required.");
        if (fields.Any)
            return fields.ToAnswer();
        var (refused, expected) = await IfMatch.CheckAsync<MailTemplate>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        var outcome = await cluster.Templates(caller).UpdateAsync(id, changes, expected, cancellationToken);
        return outcome.Answer(updated => new JsonAnswer<MailTemplate>(updated) { Tagged = true });
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (refused, expected) = await IfMatch.CheckAsync<MailTemplate>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is not null)
            return refused;
        return (await cluster.Templates(caller).DeleteAsync(id, expected, cancellationToken)).Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> PreviewAsync(
        string id, JsonBody<TemplatePreviewRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        return (await cluster.Templates(caller).PreviewAsync(id, body.Value.Variables, cancellationToken)).Answer(preview => new JsonAnswer<TemplatePreview>(preview));
    }

    // The binding reports missing fields of the body, and not those within its lists.
    private static void CheckNames(FieldErrors fields, IReadOnlyList<TemplateVariableRequest>? variables)
    {
        foreach (var (place, variable) in (variables ?? []).Index())
        {
            if (variable?.Name is null && !fields.IsFull)
                fields.AddMissing($"variables[{place}].name");
        }
    }

    private static ITemplateGrain Templates(this IClusterClient cluster, Caller caller) => cluster.GetGrain<ITemplateGrain>(caller.Key);
}
