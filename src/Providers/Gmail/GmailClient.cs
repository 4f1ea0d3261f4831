using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using EmailAgent.Providers.Http;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// The Gmail API for one account, as far as it is used here. Every method throws <see cref="ProviderException"/> when the call was not
/// done, after having tried again where that is worth it.
/// </summary>
internal sealed class GmailClient
{
    private const string StateFields = "id,labelIds,historyId";
    private const string MessageFields = StateFields + ",internalDate,sizeEstimate";
    private const string StateQuery = "?format=minimal&fields=" + StateFields;
    private const string HistoryFields = "historyId,nextPageToken,history(id,messagesAdded(message(id,labelIds)),messagesDeleted(message(id)),"
        + "labelsAdded(message(id),labelIds),labelsRemoved(message(id),labelIds))";

    private const string DraftFields = "fields=id,message(id,labelIds)";

    private const string RawQuery = "?format=raw&fields=" + MessageFields + ",raw";

    private static readonly string MetadataQuery = "?format=metadata&fields=" + MessageFields + ",snippet,payload(headers)"
        + string.Concat(GmailMetadata.HeaderFields.Select(field => "&metadataHeaders=" + field));

    private readonly GmailTransport _transport;
    private readonly GmailOptions _options;

    public GmailClient(GmailTransport transport, GmailOptions options) => (_transport, _options) = (transport, options);

    /// <inheritdoc cref="GmailTransport.BackfillMessages"/>
    public int BackfillMessages => _transport.BackfillMessages;

    public async Task<GmailProfile> GetProfileAsync(QuotaPriority priority, CancellationToken cancellationToken) =>
        await _transport.SendAsync(GmailCall.Get(GmailMethod.GetProfile, "profile"), GmailJson.Default.GmailProfile, priority, cancellationToken).ConfigureAwait(false)
            ?? throw NotFound("mailbox");

    public async Task<IReadOnlyList<GmailLabel>> ListLabelsAsync(QuotaPriority priority, CancellationToken cancellationToken)
    {
        var call = GmailCall.Get(GmailMethod.ListLabels, "labels?fields=labels(id,name,type)");
        return (await _transport.SendAsync(call, GmailJson.Default.GmailLabelList, priority, cancellationToken).ConfigureAwait(false))?.Labels ?? [];
    }

    /// <summary>Makes a label; a slash in its name puts it below another.</summary>
    public async Task<GmailLabel> CreateLabelAsync(string name, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var call = GmailCall.Post(GmailMethod.CreateLabel, "labels", new GmailNewLabel(name), GmailJson.Default.GmailNewLabel);
        return await _transport.SendAsync(call, GmailJson.Default.GmailLabel, priority, cancellationToken).ConfigureAwait(false) ?? throw NotFound("mailbox");
    }

    /// <summary>Renames a label.</summary>
    public async Task RenameLabelAsync(string id, string name, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var call = GmailCall.Patch(GmailMethod.UpdateLabel, $"labels/{Id(id)}", new GmailNewLabel(name), GmailJson.Default.GmailNewLabel);
        _ = await _transport.SendAsync(call, GmailJson.Default.GmailLabel, priority, cancellationToken).ConfigureAwait(false) ?? throw NotFound("label");
    }

    /// <summary>Deletes a label; its messages stay.</summary>
    public Task DeleteLabelAsync(string id, QuotaPriority priority, CancellationToken cancellationToken) =>
        _transport.SendAsync(GmailCall.Delete(GmailMethod.DeleteLabel, $"labels/{Id(id)}"), priority, cancellationToken);

    /// <summary>Lists the ids of messages, newest first, including those in trash and spam.</summary>
    /// <param name="label">A label of the messages; null for all messages.</param>
    /// <param name="pageToken">Null for the first page.</param>
    public async Task<GmailMessagePage> ListMessagesAsync(string? label, string? pageToken, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var labelled = label is null ? "" : $"&labelIds={Uri.EscapeDataString(label)}";
        var call = GmailCall.Get(
            GmailMethod.ListMessages, $"messages?maxResults={_options.PageSize}&includeSpamTrash=true&fields=messages(id),nextPageToken{labelled}{Page(pageToken)}");
        return await _transport.SendAsync(call, GmailJson.Default.GmailMessagePage, priority, cancellationToken).ConfigureAwait(false) ?? throw NotFound("mailbox");
    }

    /// <summary>Yields all pages of <see cref="ListMessagesAsync"/> as they arrive.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> ListPagesAsync(string? label, QuotaPriority priority, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        var pages = 0;
        do
        {
            var page = await ListMessagesAsync(label, token, priority, cancellationToken).ConfigureAwait(false);
            yield return [.. page.Ids];
            token = NextPage(page.NextPageToken, token, ++pages);
        }
        while (token is not null);
    }

    /// <summary>Reads one message with its bytes; null when it is gone.</summary>
    public Task<GmailMessage?> GetRawAsync(string id, QuotaPriority priority, CancellationToken cancellationToken) =>
        _transport.SendAsync(Message(id, GmailFormat.Raw), GmailJson.Default.GmailMessage, priority, cancellationToken);

    /// <summary>Pays for messages before they are asked for, unless that takes too long.</summary>
    public Task<bool> TryPayAsync(int messages, TimeSpan patience, CancellationToken cancellationToken) =>
        _transport.TryPayAsync(GmailMethod.GetMessage, messages, QuotaPriority.Backfill, patience, cancellationToken);

    /// <summary>Messages, as they come.</summary>
    /// <param name="isPaid">Indicates whether <see cref="TryPayAsync"/> has paid for them.</param>
    public IAsyncEnumerable<GmailFetched> GetManyAsync(
        IReadOnlyList<string> ids, GmailFormat format, QuotaPriority priority, bool isPaid, CancellationToken cancellationToken) =>
        SendManyAsync(ids, id => Message(id, format), priority, isPaid, cancellationToken);

    /// <summary>
    /// Lists the changes after <paramref name="startHistoryId"/>, oldest first, in pages; null when Google's history does not go back so
    /// far.
    /// </summary>
    public async Task<IReadOnlyList<GmailHistoryPage>?> ListHistoryAsync(string startHistoryId, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var pages = new List<GmailHistoryPage>();
        string? token = null;
        do
        {
            var call = GmailCall.Get(GmailMethod.ListHistory, $"history?startHistoryId={Uri.EscapeDataString(startHistoryId)}&maxResults={_options.PageSize}&fields={HistoryFields}{Page(token)}");
            if (await _transport.SendAsync(call, GmailJson.Default.GmailHistoryPage, priority, cancellationToken).ConfigureAwait(false) is not { } page)
            {
                return null;
            }

            pages.Add(page);
            token = NextPage(page.NextPageToken, token, pages.Count);
        }
        while (token is not null);
        return pages;
    }

    /// <summary>Changes the labels of messages, one by one.</summary>
    /// <returns>The messages with the labels that they have now, as they come.</returns>
    public IAsyncEnumerable<GmailFetched> ModifyAsync(
        IReadOnlyList<string> ids, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken cancellationToken)
    {
        var edit = new GmailLabelEdit(add, remove);
        return SendManyAsync(
            ids, id => GmailCall.Post(GmailMethod.Modify, $"messages/{Id(id)}/modify?fields={StateFields}", edit, GmailJson.Default.GmailLabelEdit), QuotaPriority.Person, false, cancellationToken);
    }

    /// <summary>Changes the labels of many messages at once; those that are gone are passed over.</summary>
    public async Task BatchModifyAsync(IReadOnlyList<string> ids, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken cancellationToken)
    {
        foreach (var chunk in ids.Chunk(_options.BatchEditMessages))
        {
            var call = GmailCall.Post(GmailMethod.BatchModify, "messages/batchModify", new GmailLabelEdit(add, remove) { Ids = chunk }, GmailJson.Default.GmailLabelEdit);
            await _transport.SendAsync(call, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes one message for good; whether it was there.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await _transport.SendAsync(GmailCall.Delete(GmailMethod.Delete, $"messages/{Id(id)}"), QuotaPriority.Person, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Deletes many messages for good at once; those that are gone are passed over.</summary>
    public async Task BatchDeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var chunk in ids.Chunk(_options.BatchEditMessages))
        {
            var call = GmailCall.Post(GmailMethod.BatchDelete, "messages/batchDelete", new GmailIds(chunk), GmailJson.Default.GmailIds);
            await _transport.SendAsync(call, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks Google to push changes to a Pub/Sub topic. To be repeated within seven days.</summary>
    /// <param name="labels">The labels that matter, or that do not; empty for all.</param>
    public async Task<GmailWatch> WatchAsync(string topic, IReadOnlyList<string> labels, LabelFilter filter, CancellationToken cancellationToken)
    {
        var request = labels.Count == 0 ? new GmailWatchRequest(topic, null, null) : new GmailWatchRequest(topic, labels, filter == LabelFilter.Exclude ? "exclude" : "include");
        var call = GmailCall.Post(GmailMethod.Watch, "watch", request, GmailJson.Default.GmailWatchRequest);
        return await _transport.SendAsync(call, GmailJson.Default.GmailWatch, QuotaPriority.Push, cancellationToken).ConfigureAwait(false) ?? throw NotFound("mailbox");
    }

    /// <summary>Ends the pushing.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        _transport.SendAsync(GmailCall.Post(GmailMethod.Stop, "stop"), QuotaPriority.Push, cancellationToken);

    /// <summary>Sends a message to all recipients that its header names, and removes its field Bcc.</summary>
    /// <returns>The outcome, which may be unknown; and the sent message, if Gmail's answer to a success can be read.</returns>
    /// <exception cref="ProviderException">The call was not made.</exception>
    public async Task<(CallOutcome Outcome, GmailMessage? Sent)> SubmitAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var call = GmailCall.Upload(GmailMethod.SendMessage, HttpMethod.Post, "messages/send", message, "fields=id,labelIds");
        var reply = await _transport.SendOnceAsync(call, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        return (reply.Outcome, reply.Outcome.Verdict == CallVerdict.Done ? HttpTransport.TryRead(reply.Body, GmailJson.Default.GmailMessage) : null);
    }

    /// <summary>Puts a message into the mailbox without sending it. Not repeated, since each call makes a message.</summary>
    public Task<GmailMessage> InsertAsync(ReadOnlyMemory<byte> message, IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        SendOnceAsync(
            GmailCall.Post(GmailMethod.InsertMessage, "messages?internalDateSource=dateHeader&fields=id,labelIds", new GmailNewMessage(message, labels), GmailJson.Default.GmailNewMessage),
            GmailJson.Default.GmailMessage,
            cancellationToken);

    /// <summary>Makes a draft. Not repeated, since each call makes one.</summary>
    public Task<GmailDraft> CreateDraftAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        SendOnceAsync(GmailCall.Upload(GmailMethod.CreateDraft, HttpMethod.Post, "drafts", message, DraftFields), GmailJson.Default.GmailDraft, cancellationToken);

    /// <summary>Gives a draft another content.</summary>
    /// <param name="id">The draft's own id.</param>
    /// <returns>Null when there is no such draft.</returns>
    public Task<GmailDraft?> UpdateDraftAsync(string id, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        _transport.SendAsync(
            GmailCall.Upload(GmailMethod.UpdateDraft, HttpMethod.Put, $"drafts/{Id(id)}", message, DraftFields), GmailJson.Default.GmailDraft, QuotaPriority.Person, cancellationToken);

    /// <summary>Lists all drafts with the ids of their messages.</summary>
    public async Task<IReadOnlyList<GmailDraft>> ListDraftsAsync(CancellationToken cancellationToken)
    {
        var drafts = new List<GmailDraft>();
        string? token = null;
        var pages = 0;
        do
        {
            var call = GmailCall.Get(GmailMethod.ListDrafts, $"drafts?maxResults={_options.PageSize}&fields=drafts(id,message(id)),nextPageToken{Page(token)}");
            var page = await _transport.SendAsync(call, GmailJson.Default.GmailDraftPage, QuotaPriority.Person, cancellationToken).ConfigureAwait(false) ?? throw NotFound("mailbox");
            drafts.AddRange(page.Drafts ?? []);
            token = NextPage(page.NextPageToken, token, ++pages);
        }
        while (token is not null);
        return drafts;
    }

    /// <summary>Finds the ids of messages by their Message-ID. Gmail's index can be seconds behind.</summary>
    /// <param name="messageId">Without angle brackets.</param>
    /// <param name="label">A label of the messages; null for all messages.</param>
    public async Task<IReadOnlyList<string>> FindAsync(string messageId, string? label, CancellationToken cancellationToken)
    {
        var labelled = label is null ? "" : $"&labelIds={Uri.EscapeDataString(label)}";
        var call = GmailCall.Get(
            GmailMethod.ListMessages, $"messages?maxResults={_options.PageSize}&includeSpamTrash=true&fields=messages(id){labelled}&q={Uri.EscapeDataString("rfc822msgid:" + messageId)}");
        return [.. (await _transport.SendAsync(call, GmailJson.Default.GmailMessagePage, QuotaPriority.Person, cancellationToken).ConfigureAwait(false))?.Ids ?? []];
    }

    /// <summary>Lists the addresses from which the account may send.</summary>
    public async Task<IReadOnlyList<GmailSendAs>> ListSendAsAsync(CancellationToken cancellationToken)
    {
        var call = GmailCall.Get(GmailMethod.ListSendAs, "settings/sendAs");
        return (await _transport.SendAsync(call, GmailJson.Default.GmailSendAsList, QuotaPriority.Person, cancellationToken).ConfigureAwait(false))?.SendAs ?? [];
    }

    private async Task<T> SendOnceAsync<T>(GmailCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await _transport.SendOnceAsync(call, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        return reply.Outcome.Verdict == CallVerdict.Done
            ? HttpTransport.TryRead(reply.Body, type) ?? throw new ProviderException(ProviderFailure.Protocol, "Gmail's answer cannot be read.")
            : throw reply.Outcome.ToException();
    }

    private IAsyncEnumerable<GmailFetched> SendManyAsync(
        IReadOnlyList<string> ids, Func<string, GmailCall> call, QuotaPriority priority, bool isPaid, CancellationToken cancellationToken) =>
        ReadAhead.Concat<string[], GmailFetched>(
            ids.Chunk(_options.BatchCalls), (chunk, stop) => SendBatchAsync(chunk, call, priority, isPaid, stop), _options.BatchesAtOnce, cancellationToken);

    private IAsyncEnumerable<GmailFetched> SendBatchAsync(string[] ids, Func<string, GmailCall> call, QuotaPriority priority, bool isPaid, CancellationToken cancellationToken) =>
        _transport.SendBatchAsync([.. ids.Select(call)], GmailJson.Default.GmailMessage, priority, isPaid, cancellationToken)
            .Select(answer => new GmailFetched(ids[answer.Index], answer.Outcome.Verdict, answer.Value));

    private static GmailCall Message(string id, GmailFormat format) => GmailCall.Get(GmailMethod.GetMessage, $"messages/{Id(id)}{format switch
    {
        GmailFormat.Raw => RawQuery,
        GmailFormat.Metadata => MetadataQuery,
        _ => StateQuery,
    }}");

    private static string Id(string id) => Uri.EscapeDataString(id);

    private static string Page(string? token) => token is null ? "" : $"&pageToken={Uri.EscapeDataString(token)}";

    /// <summary>Returns the token of the next page. Fails for a list that leads back to the same page or never ends.</summary>
    public string? NextPage(string? next, string? current, int pages) =>
        next is null || (next != current && pages < _options.LongestList)
            ? next
            : throw new ProviderException(ProviderFailure.Protocol, "Gmail's list does not come to an end.");

    private static ProviderException NotFound(string what) => new(ProviderFailure.Refused, $"Gmail does not have this {what}.");
}
