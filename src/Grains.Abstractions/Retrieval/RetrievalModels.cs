using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Search;

namespace EmailAgent.Grains.Retrieval;

/// <summary>A question to the caller's mail.</summary>
/// <param name="Query">Required; the question in words, up to 1,000 characters. Times in the past and senders that it names, as in <c>What did Ann write last week?</c>, are conditions.</param>
/// <param name="Filters">The mail that is considered; all if absent, without trash and spam.</param>
[GenerateSerializer, Immutable, Alias("rag-query-request")]
public sealed record RagQueryRequest(
    [property: Id(0)] string Query,
    [property: Id(1)] RagFilters? Filters = null);

/// <summary>Conditions that each considered message meets; absent or null ones are none.</summary>
/// <param name="ConnectionId">Only this mailbox, which may be shared with the caller.</param>
/// <param name="From">A sender, by name, address or domain.</param>
/// <param name="To">A recipient, by name, address or domain.</param>
/// <param name="Label">A label or folder, by name, path or role, as after <c>label:</c> in searches.</param>
/// <param name="After">Messages of this moment and later.</param>
/// <param name="Before">Messages before this moment.</param>
/// <param name="HasAttachment">Whether the message has attachments.</param>
[GenerateSerializer, Immutable, Alias("rag-filters")]
public sealed record RagFilters(
    [property: Id(0)] string? ConnectionId = null,
    [property: Id(1)] string? From = null,
    [property: Id(2)] string? To = null,
    [property: Id(3)] string? Label = null,
    [property: Id(4)] DateTimeOffset? After = null,
    [property: Id(5)] DateTimeOffset? Before = null,
    [property: Id(6)] bool? HasAttachment = null);

/// <summary>An answer from mail.</summary>
/// <param name="Answer">The answer, with the number of the citation after each sentence, as in <c>[1]</c>; if the mail has none, a sentence that says so.</param>
/// <param name="IsFound">Whether the mail answers the question.</param>
/// <param name="Citations">What supports the answer, best first; none if it was not found.</param>
/// <param name="Coverage">The mail that could be compared by meaning.</param>
/// <param name="Mode">How the answer was made: <c>extractive</c>, of sentences as they are in the mail.</param>
/// <param name="SearchMode">How the mail was searched: <c>hybrid</c>, or <c>text</c> while none can be compared by meaning.</param>
/// <param name="Note">One sentence about what was not considered; null if there is nothing to say.</param>
[GenerateSerializer, Immutable, Alias("rag-answer")]
public sealed record RagAnswer(
    [property: Id(0)] string Answer,
    [property: Id(1)] bool IsFound,
    [property: Id(2)] IReadOnlyList<RagCitation> Citations,
    [property: Id(3)] SearchCoverage Coverage,
    [property: Id(4), AllowedValues("extractive")] string Mode,
    [property: Id(5), SearchModeName] string SearchMode,
    [property: Id(6)] string? Note);

/// <summary>A passage of a message.</summary>
/// <param name="EmailId">The message.</param>
/// <param name="Quote">The passage, exactly as it is in <c>body_text</c> of the message.</param>
/// <param name="Start">The position of the quote in <c>body_text</c>, in UTF-16 code units from 0.</param>
/// <param name="Score">The part of the question that the passage supports, from 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("rag-citation")]
public sealed record RagCitation(
    [property: Id(0)] string EmailId,
    [property: Id(1)] string Quote,
    [property: Id(2)] int Start,
    [property: Id(3)] double Score);
