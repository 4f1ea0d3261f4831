namespace EmailAgent.Api.Uploads;

/// <summary>A link to an inline image, for everyone who has it.</summary>
/// <param name="Url">Path of the image on this server.</param>
internal sealed record AttachmentLinkAnswer(string Url, DateTimeOffset ExpiresAt);
