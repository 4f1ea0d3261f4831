using Orleans.Concurrency;

namespace EmailAgent.Grains.Templates;

/// <summary>The templates of one user; the key is the user id. An id that is not one of them is refused with <c>not_found</c>.</summary>
[Alias("templates")]
public interface ITemplateGrain : IGrainWithStringKey
{
    /// <summary>Lists the templates by name.</summary>
    [Alias("list"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<ListedMailTemplate>> ListAsync(CancellationToken cancellationToken);

    [Alias("get"), AlwaysInterleave, Idempotent]
    Task<Outcome<MailTemplate>> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Saves a template. Refused with <c>validation_failed</c>, <c>template_exists</c> or <c>too_many</c>.</summary>
    /// <param name="id">Its id; a repeat with the same id finds it.</param>
    /// <param name="request">The template.</param>
    [Alias("create"), Idempotent]
    Task<Outcome<MailTemplate>> CreateAsync(Guid id, MailTemplateRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a template. Refused with <c>validation_failed</c>, <c>template_exists</c>, or <c>precondition_failed</c> if
    /// <paramref name="expected"/> is given and is no longer its state.
    /// </summary>
    [Alias("update")]
    Task<Outcome<MailTemplate>> UpdateAsync(string id, MailTemplateChangesRequest changes, MailTemplate? expected, CancellationToken cancellationToken);

    /// <summary>Deletes a template. Refused with <c>precondition_failed</c> as in <see cref="UpdateAsync"/>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(string id, MailTemplate? expected, CancellationToken cancellationToken);

    /// <summary>Renders a template without sending anything. Refused with <c>validation_failed</c> for each variable, or <c>template_failed</c>.</summary>
    [Alias("preview"), AlwaysInterleave, Idempotent]
    Task<Outcome<TemplatePreview>> PreviewAsync(string id, TemplateValues? variables, CancellationToken cancellationToken);
}
