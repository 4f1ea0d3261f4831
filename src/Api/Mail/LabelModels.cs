using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Api.Mail;

/// <summary>A label or folder to create.</summary>
/// <param name="ConnectionId">The mailbox.</param>
/// <param name="Path">Full name; a slash nests it below another one. At most 200 characters.</param>
internal sealed record NewLabelRequest([property: Required] string? ConnectionId, [property: Required] string? Path);

/// <summary>Changes to a label or folder.</summary>
/// <param name="Path">The new full name; labels below it move along. At most 200 characters.</param>
internal sealed record LabelChangesRequest([property: Required] string? Path);
