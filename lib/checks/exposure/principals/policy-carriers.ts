/** A type of resource that has a policy in it which says who may use something. */
export interface PolicyCarrier {
  readonly type: string;
  /** Where the documents are; lists on the way are gone through. */
  readonly documents: readonly string[];
  /** The property that names what the policy is for; without one it is for the resource itself. */
  readonly target?: string;
}

/** Resources with a policy of their own. */
const WITH_A_POLICY: ReadonlyArray<readonly [type: string, ...documents: string[]]> = [
  ['AWS::AIOps::InvestigationGroup', 'InvestigationGroupPolicy'],
  ['AWS::Backup::BackupVault', 'AccessPolicy'],
  ['AWS::Backup::LogicallyAirGappedBackupVault', 'AccessPolicy'],
  ['AWS::CodeArtifact::Domain', 'PermissionsPolicyDocument'],
  ['AWS::CodeArtifact::Repository', 'PermissionsPolicyDocument'],
  ['AWS::Comprehend::DocumentClassifier', 'ModelPolicy'],
  ['AWS::Comprehend::EntityRecognizer', 'ModelPolicy'],
  ['AWS::DSQL::Cluster', 'PolicyDocument'],
  [
    'AWS::DynamoDB::GlobalTable',
    'Replicas.ResourcePolicy.PolicyDocument',
    'Replicas.ReplicaStreamSpecification.ResourcePolicy.PolicyDocument',
  ],
  ['AWS::DynamoDB::Table', 'ResourcePolicy.PolicyDocument', 'StreamSpecification.ResourcePolicy.PolicyDocument'],
  ['AWS::ECR::PublicRepository', 'RepositoryPolicyText'],
  ['AWS::ECR::RegistryPolicy', 'PolicyText'],
  ['AWS::ECR::Repository', 'RepositoryPolicyText'],
  ['AWS::ECR::RepositoryCreationTemplate', 'RepositoryPolicy'],
  ['AWS::EFS::FileSystem', 'FileSystemPolicy'],
  ['AWS::Elasticsearch::Domain', 'AccessPolicies'],
  ['AWS::Events::EventBus', 'Policy'],
  ['AWS::FSx::S3AccessPointAttachment', 'S3AccessPoint.Policy'],
  ['AWS::IAM::Role', 'AssumeRolePolicyDocument'],
  ['AWS::KMS::Key', 'KeyPolicy'],
  ['AWS::KMS::ReplicaKey', 'KeyPolicy'],
  ['AWS::Logs::DeliveryDestination', 'DeliveryDestinationPolicy.DeliveryDestinationPolicy'],
  ['AWS::Logs::Destination', 'DestinationPolicy'],
  ['AWS::Logs::LogGroup', 'ResourcePolicyDocument'],
  ['AWS::Logs::ResourcePolicy', 'PolicyDocument'],
  ['AWS::MediaStore::Container', 'Policy'],
  ['AWS::OSIS::Pipeline', 'ResourcePolicy.Policy'],
  ['AWS::Oam::Sink', 'Policy'],
  ['AWS::Omics::SequenceStore', 'S3AccessPolicy'],
  ['AWS::OpenSearchService::Domain', 'AccessPolicies'],
  ['AWS::PaymentCryptography::Key', 'Policy'],
  ['AWS::RUM::AppMonitor', 'ResourcePolicy.PolicyDocument'],
  ['AWS::Redshift::Cluster', 'NamespaceResourcePolicy'],
  ['AWS::RedshiftServerless::Namespace', 'NamespaceResourcePolicy'],
  ['AWS::S3::AccessPoint', 'Policy'],
  ['AWS::S3Express::AccessPoint', 'Policy'],
  ['AWS::S3Outposts::AccessPoint', 'Policy'],
  ['AWS::SageMaker::ModelPackageGroup', 'ModelPackageGroupPolicy'],
  ['AWS::XRay::ResourcePolicy', 'PolicyDocument'],
];

/** Resources that are the policy of another one. */
const POLICIES: ReadonlyArray<readonly [type: string, document: string, target: string]> = [
  ['AWS::APS::ResourcePolicy', 'PolicyDocument', 'WorkspaceArn'],
  ['AWS::Bedrock::ResourcePolicy', 'PolicyDocument', 'ResourceArn'],
  ['AWS::Bedrock::KnowledgeBasePolicy', 'PolicyDocument', 'KnowledgeBaseId'],
  ['AWS::BedrockAgentCore::ResourcePolicy', 'Policy', 'ResourceArn'],
  ['AWS::CloudTrail::ResourcePolicy', 'ResourcePolicy', 'ResourceArn'],
  ['AWS::EventSchemas::RegistryPolicy', 'Policy', 'RegistryName'],
  ['AWS::EventsV2::ResourcePolicy', 'PolicyDocument', 'EventBusArn'],
  ['AWS::Kinesis::ResourcePolicy', 'ResourcePolicy', 'ResourceArn'],
  ['AWS::Lambda::ResourcePolicy', 'PolicyDocument', 'ResourceArn'],
  ['AWS::Lex::ResourcePolicy', 'Policy', 'ResourceArn'],
  ['AWS::MSK::ClusterPolicy', 'Policy', 'ClusterArn'],
  ['AWS::MediaPackageV2::ChannelPolicy', 'Policy', 'ChannelName'],
  ['AWS::MediaPackageV2::OriginEndpointPolicy', 'Policy', 'OriginEndpointName'],
  ['AWS::MediaTailor::ChannelPolicy', 'Policy', 'ChannelName'],
  ['AWS::S3::BucketPolicy', 'PolicyDocument', 'Bucket'],
  ['AWS::S3::MultiRegionAccessPointPolicy', 'Policy', 'MrapName'],
  ['AWS::S3Express::BucketPolicy', 'PolicyDocument', 'Bucket'],
  ['AWS::S3Files::FileSystemPolicy', 'Policy', 'FileSystemId'],
  ['AWS::S3ObjectLambda::AccessPointPolicy', 'PolicyDocument', 'ObjectLambdaAccessPoint'],
  ['AWS::S3Outposts::BucketPolicy', 'PolicyDocument', 'Bucket'],
  ['AWS::S3Tables::TableBucketPolicy', 'ResourcePolicy', 'TableBucketARN'],
  ['AWS::S3Tables::TablePolicy', 'ResourcePolicy', 'TableARN'],
  ['AWS::S3Vectors::VectorBucketPolicy', 'Policy', 'VectorBucketArn'],
  ['AWS::SMSVOICE::ResourcePolicy', 'PolicyDocument', 'ResourceArn'],
  ['AWS::SNS::TopicInlinePolicy', 'PolicyDocument', 'TopicArn'],
  ['AWS::SNS::TopicPolicy', 'PolicyDocument', 'Topics'],
  ['AWS::SQS::QueueInlinePolicy', 'PolicyDocument', 'Queue'],
  ['AWS::SQS::QueuePolicy', 'PolicyDocument', 'Queues'],
  ['AWS::SSM::ResourcePolicy', 'Policy', 'ResourceArn'],
  ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy', 'SecretId'],
  ['AWS::VpcLattice::AuthPolicy', 'Policy', 'ResourceIdentifier'],
  ['AWS::VpcLattice::ResourcePolicy', 'Policy', 'ResourceArn'],
];

/** Every type that has a policy for somebody outside, with where it is and what it is for. */
export const POLICY_CARRIERS: readonly PolicyCarrier[] = [
  ...WITH_A_POLICY.map(([type, ...documents]) => ({ type, documents })),
  ...POLICIES.map(([type, document, target]) => ({ type, documents: [document], target })),
];

/** What policies of other resources are for, and what nobody outside gets at without one. */
export const POLICY_TARGETS: readonly string[] = [
  'AWS::APS::Workspace',
  'AWS::CloudTrail::EventDataStore',
  'AWS::EventSchemas::Registry',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::S3::Bucket',
  'AWS::S3::MultiRegionAccessPoint',
  'AWS::S3Express::DirectoryBucket',
  'AWS::S3ObjectLambda::AccessPoint',
  'AWS::S3Outposts::Bucket',
  'AWS::S3Tables::Table',
  'AWS::S3Tables::TableBucket',
  'AWS::S3Vectors::VectorBucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
];
