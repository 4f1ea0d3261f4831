namespace EmailAgent.Providers.Gmail;

/// <summary>The methods of the Gmail API that are used here, by which Google counts.</summary>
public enum GmailMethod
{
    GetProfile,
    ListLabels,
    CreateLabel,
    UpdateLabel,
    DeleteLabel,
    ListMessages,
    GetMessage,
    ListHistory,
    Modify,
    BatchModify,
    Delete,
    BatchDelete,
    Watch,
    Stop,
    SendMessage,
    InsertMessage,
    CreateDraft,
    UpdateDraft,
    ListDrafts,
    ListSendAs,
}
