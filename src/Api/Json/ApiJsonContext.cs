using System.Text.Json.Serialization;
using EmailAgent.Api.Admin;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Events;
using EmailAgent.Api.Health;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Mail;
using EmailAgent.Api.Organizations;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Push;
using EmailAgent.Api.Search;
using EmailAgent.Api.Shares;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Health;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Organizations;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Json;

/// <summary>Generated readers and writers for everything that crosses the wire; <see cref="ApiJson"/> sets the names and formats.</summary>
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(RootAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(JwksAnswer))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(PendingAnswer))]
[JsonSerializable(typeof(SecondFactorRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(CodeRequest))]
[JsonSerializable(typeof(ProofRequest))]
[JsonSerializable(typeof(SecondFactorState))]
[JsonSerializable(typeof(SecondFactorSecret))]
[JsonSerializable(typeof(RecoveryCodeList))]
[JsonSerializable(typeof(EmailRequest))]
[JsonSerializable(typeof(VerifyEmailRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(ListAnswer<SessionAnswer>))]
[JsonSerializable(typeof(OwnerProofRequest))]
[JsonSerializable(typeof(ProfileRequest))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(NewApiKeyRequest))]
[JsonSerializable(typeof(ApiKeyChangesRequest))]
[JsonSerializable(typeof(NewApiKeyAnswer))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ListAnswer<ApiKey>))]
[JsonSerializable(typeof(ListAnswer<ProviderInfo>))]
[JsonSerializable(typeof(ImapRequest))]
[JsonSerializable(typeof(AuthUrlRequest))]
[JsonSerializable(typeof(SignInStart))]
[JsonSerializable(typeof(CallbackRequest))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(ListAnswer<Connection>))]
[JsonSerializable(typeof(Dictionary<string, ProviderStatusAnswer>))]
[JsonSerializable(typeof(ConnectionHealth))]
[JsonSerializable(typeof(SyncStatus))]
[JsonSerializable(typeof(ListAnswer<SyncStatus>))]
[JsonSerializable(typeof(WatchStartRequest))]
[JsonSerializable(typeof(WatchState))]
[JsonSerializable(typeof(MailboxHistory))]
[JsonSerializable(typeof(ListAnswer<PushNotification>))]
[JsonSerializable(typeof(QueueProcessAnswer))]
[JsonSerializable(typeof(PageAnswer<EmailSummary>))]
[JsonSerializable(typeof(ListAnswer<EmailSummary>))]
[JsonSerializable(typeof(EmailDetailAnswer))]
[JsonSerializable(typeof(EmailChangesRequest))]
[JsonSerializable(typeof(LabelRequest))]
[JsonSerializable(typeof(BulkEditRequest))]
[JsonSerializable(typeof(BulkEditAnswer))]
[JsonSerializable(typeof(ListAnswer<Label>))]
[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(NewLabelRequest))]
[JsonSerializable(typeof(LabelChangesRequest))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(EventPageAnswer))]
[JsonSerializable(typeof(ServerFrame))]
[JsonSerializable(typeof(ClientFrame))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(ListAnswer<AccountSession>))]
[JsonSerializable(typeof(InstanceStats))]
[JsonSerializable(typeof(TroubledConnectionPage))]
[JsonSerializable(typeof(SetupOffer))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditVerification))]
[JsonSerializable(typeof(OrganizationRequest))]
[JsonSerializable(typeof(MemberRequest))]
[JsonSerializable(typeof(InvitationRequest))]
[JsonSerializable(typeof(AcceptRequest))]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(ListAnswer<Organization>))]
[JsonSerializable(typeof(ListAnswer<Member>))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(ListAnswer<Invitation>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Stream))]
[JsonSerializable(typeof(ShareConnectionRequest))]
[JsonSerializable(typeof(ConnectionShare))]
[JsonSerializable(typeof(ListAnswer<ConnectionShare>))]
[JsonSerializable(typeof(NoFieldsRequest))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
