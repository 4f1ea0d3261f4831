using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Uploads;

/// <summary>A file to be uploaded.</summary>
/// <param name="Filename">The name as the client gave it.</param>
/// <param name="ContentType">The media type as the client gave it.</param>
[GenerateSerializer, Immutable, Alias("new-upload")]
public sealed record NewUpload(
    [property: Id(0)] string Filename,
    [property: Id(1)] string ContentType);

/// <summary>Bytes of a file that is being uploaded.</summary>
/// <param name="Offset">Bytes of the file before them.</param>
/// <param name="Content">Not changed until the call has ended.</param>
[GenerateSerializer, Immutable, Alias("upload-stretch")]
public sealed record UploadStretch(
    [property: Id(0)] long Offset,
    [property: Id(1)] ReadOnlyMemory<byte> Content);

/// <summary>An uploaded file, to be attached to messages.</summary>
/// <param name="Filename">Its name, without folders and control characters.</param>
/// <param name="ContentType">The media type as the client gave it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentId">The Content-ID by which the HTML of a message refers to it, as <c>cid:...</c>.</param>
/// <param name="ExpiresAt">When it is deleted; null while a message or a draft refers to it.</param>
[GenerateSerializer, Immutable, Alias("upload")]
public sealed record Upload(
    [property: Id(0)] string Id,
    [property: Id(1)] string Filename,
    [property: Id(2)] string ContentType,
    [property: Id(3)] long Size,
    [property: Id(4)] string ContentId,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? ExpiresAt);

/// <summary>The end of an upload.</summary>
/// <param name="Upload">The file; null while it is still being stored or scanned.</param>
[GenerateSerializer, Immutable, Alias("upload-progress")]
public sealed record UploadProgress(
    [property: Id(0)] Upload? Upload);

/// <summary>A link to the content of an attachment, valid for a short time for every client that has it.</summary>
/// <param name="Token">The secret in the link.</param>
/// <param name="ExpiresAt">When it ends.</param>
[GenerateSerializer, Immutable, Alias("attachment-link")]
public sealed record AttachmentLink(
    [property: Id(0)] string Token,
    [property: Id(1)] DateTimeOffset ExpiresAt);

/// <summary>A received attachment as it may be given out.</summary>
/// <param name="IsReady">Indicates whether it may be given out.</param>
/// <param name="CopyId">The scanned copy, to be read like an upload; null if the attachment is read from its mail server.</param>
[GenerateSerializer, Immutable, Alias("received-copy")]
public sealed record ReceivedCopy(
    [property: Id(0)] bool IsReady,
    [property: Id(1)] Guid? CopyId);

/// <summary>An attachment that a link leads to: either an upload or a received one.</summary>
/// <param name="Visible">The scope in which it is read.</param>
[GenerateSerializer, Immutable, Alias("linked-attachment")]
public sealed record LinkedAttachment(
    [property: Id(0)] Visibility Visible,
    [property: Id(1)] Upload? Upload,
    [property: Id(2)] AttachmentLocation? Received);
